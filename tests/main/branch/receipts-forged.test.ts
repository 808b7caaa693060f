import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open, seal } from '../../../src/shared/cms/enveloped-data.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { type Forgery, flipped, officeDocument, officeKey, sealTo } from '../../support/office-documents.ts';
import { testPki } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

interface Scene {
  office: TestOffice;
  branch: Branch;
  fake: FakeOffice;
}

/** A true receipt's fields, to change. */
type Fields = Record<string, unknown>;

async function scene(): Promise<Scene> {
  const office = await TestOffice.start();
  return { office, ...(await branchBehindFake(office)) };
}

/** Takes the closing in, and answers with what `change` makes of the true, sealed receipt. */
function answerWith({ fake }: Scene, change: (sealed: Buffer) => Promise<Buffer>): void {
  fake.on(PATHS.closings, async (_, real) => {
    const { status, headers, body } = await real();
    const changed = await change(body);
    return { status, headers: { ...headers, 'content-length': changed.length }, body: changed };
  });
}

/** The office's own answer with other fields, or signed or addressed otherwise. */
function forging({ office, branch }: Scene, change: (fields: Fields) => Fields, forgery: Omit<Forgery, 'menu'> = {}) {
  return async (sealed: Buffer): Promise<Buffer> => {
    const { body } = await readDocument(await open(sealed, [branch.device.current]));
    const fields = change(JSON.parse(body.toString()));
    return sealTo(branch, await officeDocument(office, branch, Buffer.from(JSON.stringify(fields)), forgery));
  };
}

const same = (fields: Fields): Fields => fields;

/**
 * Uploads a closing, and tries again with each forgery as the answer: it stays queued each time, no receipt is kept,
 * and the true receipt is taken in the end. Gives what each was refused with.
 */
async function refusals(there: Scene, forgeries: Record<string, (sealed: Buffer) => Promise<Buffer>>) {
  const { branch, fake } = there;
  fake.vanish();
  const { entry } = await upload(branch);
  fake.behave();
  const codes: Record<string, string | undefined> = {};
  for (const [name, forgery] of Object.entries(forgeries)) {
    answerWith(there, forgery);
    const [sent] = await sendAll(branch);
    codes[name] = sent?.error?.code;
    expect(sent).toMatchObject({ receipt: undefined, error: { exitCode: 4 } });
    expect(await outboxOf(branch)).toEqual([{ ...entry, state: 'queued', lastError: codes[name] }]);
    expect(await receiptsOf(branch)).toEqual([]);
  }
  fake.behave();
  expect((await sendAll(branch))[0]?.receipt?.documentId).toBe(entry.documentId);
  return codes;
}

const all = (names: object, code: ErrorCode) => Object.fromEntries(Object.keys(names).map((name) => [name, code]));

describe('when the forged receipt would be taken but for one thing', () => {
  it('it is taken without that thing', async () => {
    const there = await scene();
    answerWith(there, forging(there, same));
    expect((await upload(there.branch)).receipt).toBeDefined();
  });
});

describe("when a receipt isn't the office's", () => {
  it('is refused by who signed it', async () => {
    const there = await scene();
    const manager = await unlockManager(there.branch, 'mei', PASSPHRASE);
    const { officeSigning } = await testPki(there.office.clock.now());
    const forgeries = {
      'a manager': forging(there, same, { signer: manager }),
      'another office': forging(there, same, { signer: officeSigning }),
      'the office, expired': forging(there, same, { signer: await officeKey(there.office, -60, -1) }),
      'the office, not yet valid': forging(there, same, { signer: await officeKey(there.office, 1, 60) }),
    };
    expect(await refusals(there, forgeries)).toEqual({
      'a manager': 'signer-wrong-role',
      'another office': 'signer-untrusted',
      'the office, expired': 'signer-not-valid-then',
      'the office, not yet valid': 'signer-not-valid-then',
    });
  });

  it('is refused when it was changed, or sealed to somebody else', async () => {
    const there = await scene();
    const { branch, office } = there;
    const unsealed = (sealed: Buffer): Promise<Buffer> => open(sealed, [branch.device.current]);
    const { device } = await testPki(office.clock.now());
    const forgeries = {
      'a byte changed': async (sealed: Buffer) => flipped(sealed),
      nothing: async () => Buffer.alloc(0),
      'not sealed': unsealed,
      'sealed to another device': async (sealed: Buffer) => seal(await unsealed(sealed), device.certificate),
      'changed after signing': async (sealed: Buffer) => {
        const signed = await unsealed(sealed);
        signed.write('9', signed.indexOf('"net":1780') + '"net":'.length);
        return sealTo(branch, signed);
      },
    };
    expect(await refusals(there, forgeries)).toEqual({
      'a byte changed': 'not-opened',
      nothing: 'not-opened',
      'not sealed': 'not-opened',
      'sealed to another device': 'unknown-recipient-key',
      'changed after signing': 'signature-invalid',
    });
  });
});

describe("when the office's receipt is for something else", () => {
  const forgingEach = <T extends object>(
    names: T,
    forge: (change: T[keyof T]) => (sealed: Buffer) => Promise<Buffer>,
  ) => Object.fromEntries(Object.entries(names).map(([name, change]) => [name, forge(change)]));

  it('receipt-mismatch, whichever field it is', async () => {
    const there = await scene();
    const digest = 'ab'.repeat(32);
    const fields: Record<string, Fields> = {
      'another file': { fileSha256: digest },
      'another signed entity': { sha256: digest },
      'other evidence': { evidenceSha256: digest },
      'another document': { documentId: '0190a0a0-0000-7000-8000-000000000000' },
      'another branch': { branch: 'SG-02' },
      'another day': { businessDate: '2020-01-01' },
      'another part': { part: 'bar' },
      'another revision': { revision: 2 },
      'another manager': { manager: 'tan' },
    };
    const forgeries = forgingEach(fields, (change) => forging(there, (fields) => ({ ...fields, ...change })));
    expect(await refusals(there, forgeries)).toEqual(all(fields, 'receipt-mismatch'));
  });

  it('document-malformed for other fields than a receipt has', async () => {
    const there = await scene();
    const changes: Record<string, (fields: Fields) => Fields> = {
      'one more': (fields) => ({ ...fields, note: 'paid' }),
      'one less': ({ evidenceSha256: _, ...fields }) => fields,
      'a number that is none': (fields) => ({ ...fields, number: 'ILOU0000' }),
      none: () => ({}),
    };
    const forgeries = forgingEach(changes, (change) => forging(there, change));
    expect(await refusals(there, forgeries)).toEqual(all(changes, 'document-malformed'));
  });

  it('is refused by its header', async () => {
    const there = await scene();
    const headers: Record<string, Forgery['header']> = {
      'a menu': { kind: 'menu' },
      'to another branch': { to: 'urn:spams:branch:SG-02' },
      'of another branch': { branch: 'SG-02' },
    };
    const forgeries = forgingEach(headers, (header) => forging(there, same, { header }));
    expect(await refusals(there, forgeries)).toEqual({
      'a menu': 'document-malformed',
      'to another branch': 'recipient-mismatch',
      'of another branch': 'branch-mismatch',
    });
  });

  it("receipt-mismatch for an earlier closing's true receipt", async () => {
    const there = await scene();
    const earlier: Buffer[] = [];
    answerWith(there, async (sealed) => {
      earlier.push(sealed);
      return sealed;
    });
    await upload(there.branch, { part: 'bar' });
    answerWith(there, async () => earlier[0]!);
    const { error } = await upload(there.branch);
    expect(error?.code).toBe('receipt-mismatch');
    expect((await receiptsOf(there.branch)).map(({ part }) => part)).toEqual(['bar']);
  });
});
