import { describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../../src/shared/cms/digest.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { verifySignature } from '../../../src/shared/cms/signed-data.ts';
import { doubled, replaceAt } from '../../shared/asn1/patch.ts';
import { type Exchange, exchange, judgeSigned, KINDS, sealedFor, type Target } from './exchange.ts';
import { everyCut, everyMisshape } from './shapes.ts';
import { unlike, verdict, verdicts } from './verdicts.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/**
 * What a SignedData's signature leaves free, and RFC 5652 too: whether SHA-256 is named with its NULL (section 10.1.2 and
 * RFC 5754 section 2 allow both, openssl writes the one and we the other), and which certificates come along. A document
 * says the same in each of these forms, by the same signer.
 */
const LEFT_FREE = ['[1,0,1,0,1] gone', '[1,0,4,0,2,1] gone', '[1,0,3] in reverse order'];

/** A certificate that comes along gone or twice: left free too, though without it a chain may not reach the root. */
const aboutCertificates = (name: string): boolean => /^\[1,0,3,\d\] (gone|twice)$/.test(name);

const misshapen = ({ signedData }: Target): Map<string, Buffer> =>
  new Map([...everyMisshape(signedData)].filter(([name]) => !LEFT_FREE.includes(name) && !aboutCertificates(name)));

function otherForms({ signedData }: Target): Map<string, Buffer> {
  const all = everyMisshape(signedData);
  const forms = LEFT_FREE.map((name) => [name, all.get(name) ?? Buffer.alloc(0)] as const);
  return new Map([...forms, ['a certificate twice', replaceAt(signedData, [1, 0, 3, 0], doubled)]]);
}

describe.each(KINDS)('when a %s is misshapen', (kind) => {
  it('is never opened: cut short, or an element gone, twice, reversed or not DER', { timeout: 120_000 }, async () => {
    const { sealed, judge } = (await exchange()).targets[kind];
    const found = await verdicts(new Map([...everyCut(sealed), ...everyMisshape(sealed)]), judge);
    expect(found.size).toBeGreaterThan(300);
    expect(unlike(found, 'not-opened', 'unknown-recipient-key')).toEqual([]);
  });

  it('is refused, though well sealed: an element gone, twice, reversed or not DER', { timeout: 120_000 }, async () => {
    const target = (await exchange()).targets[kind];
    const found = await verdicts(misshapen(target), (bytes) => judgeSigned(target, bytes));
    expect(found.size).toBeGreaterThan(500);
    expect(unlike(found, 'document-malformed', 'signature-invalid', 'signer-untrusted')).toEqual([]);
  });

  it('is refused, though well sealed, cut short', { timeout: 120_000 }, async () => {
    const target = (await exchange()).targets[kind];
    const found = await verdicts(everyCut(target.signedData), (bytes) => judgeSigned(target, bytes));
    expect(unlike(found, 'document-malformed')).toEqual([]);
  });

  it('is no SignedData, whatever length it is cut to', async () => {
    const { signedData } = (await exchange()).targets[kind];
    for (let length = 0; length < signedData.length; length += 1) {
      const found = await verdict(verifySignature(signedData.subarray(0, length)));
      expect(found, `cut to ${length}`).toBe('document-malformed');
    }
  });
});

describe('when a document comes in another form that its signature leaves free', () => {
  it.each(['menu', 'receipt'] as const)('a %s says the same', async (kind) => {
    const target = (await exchange()).targets[kind];
    const said = await target.judge(target.sealed);
    for (const [name, form] of otherForms(target)) {
      expect(form.equals(target.signedData), name).toBe(false);
      expect(await judgeSigned(target, form), name).toEqual(said);
    }
  });

  it('a closing is document-id-reused once the office has it, and its evidence stays as it was', async () => {
    const { office, targets } = await exchange();
    await targets.closing.judge(targets.closing.sealed);
    const before = await evidence(office);
    const found = await verdicts(otherForms(targets.closing), (form) => judgeSigned(targets.closing, form));
    expect(unlike(found, 'document-id-reused')).toEqual([]);
    expect(await evidence(office)).toEqual(before);
  });

  it('a closing is taken once in any of them, and never again in another', async () => {
    const { office, targets } = await exchange();
    const { closing } = targets;
    for (const form of otherForms(closing).values()) {
      const { header, entitySha256 } = await readDocument(form);
      expect([header, entitySha256]).toEqual(await said(closing));
    }
    const [first = Buffer.alloc(0)] = otherForms(closing).values();
    await closing.judge(await sealedFor(closing, first));
    const before = await evidence(office);
    expect(before).toContain((await sha256(first)).toString('hex'));
    await expect(closing.judge(closing.sealed)).toFailWith('document-id-reused');
    expect(await evidence(office)).toEqual(before);
  });

  const said = async ({ signedData }: Target): Promise<unknown[]> => {
    const { header, entitySha256 } = await readDocument(signedData);
    return [header, entitySha256];
  };

  /** The digests of all evidence that the office keeps. */
  const evidence = async ({ context }: Exchange['office']): Promise<string[]> =>
    (await context.db.selectFrom('closings').select('evidence_sha256').execute()).map((row) => row.evidence_sha256);
});
