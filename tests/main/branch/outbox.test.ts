import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { writeConfig } from '../../../src/main/branch/config.ts';
import { listOutbox, sendOutbox } from '../../../src/main/branch/outbox.ts';
import { listReceipts } from '../../../src/main/branch/receipts.ts';
import { findClosing, listClosings } from '../../../src/server/closings/list.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch } from '../../support/branch.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { testFolder } from '../../support/folders.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { flipped } from '../../support/office-documents.ts';
import { testPki } from '../../support/pki.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { httpAnswer, officeTls, TlsPeer } from '../../support/tls-peer.ts';
import { contentsOf } from '../../support/tree.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

interface Scene {
  office: TestOffice;
  branch: Branch;
  fake: FakeOffice;
}

async function scene(): Promise<Scene> {
  const office = await TestOffice.start();
  return { office, ...(await branchBehindFake(office)) };
}

/** The documents that the office holds, each by what counts. */
const held = async ({ office }: Scene) =>
  (await listClosings(office.context.db, {})).map(({ number, part, revision, state }) => [
    number,
    part,
    revision,
    state,
  ]);

const posts = ({ fake }: Scene) => fake.asked.filter(({ method }) => method === 'POST').length;

describe('when the office is away at closing time', () => {
  it('the closing is queued, and delivered once when it is back, without the manager', async () => {
    const there = await scene();
    const { branch, fake } = there;
    fake.vanish();
    const { entry, receipt, error } = await upload(branch);
    expect({ receipt, code: error?.code, exit: error?.exitCode }).toEqual({
      receipt: undefined,
      code: 'office-unreachable',
      exit: 5,
    });
    expect(await outboxOf(branch)).toEqual([entry]);
    expect(await held(there)).toEqual([]);
    fake.behave();
    const [sent] = await sendAll(branch);
    expect(sent?.receipt).toMatchObject({ documentId: entry.documentId, fileSha256: entry.fileSha256 });
    expect(await sendAll(branch)).toEqual([]);
    expect(await held(there)).toEqual([[sent?.receipt?.number, 'main', 1, 'accepted']]);
    expect((await receiptsOf(branch)).map(({ number }) => number)).toEqual([sent?.receipt?.number]);
  });

  it('so it is when somebody else answers in its place, who learns nothing', async () => {
    const { branch: online, office } = await scene();
    await online.connect();
    const { issuing, now } = await testPki(office.clock.now());
    const peer = await TlsPeer.start(await officeTls(issuing, now), (socket) => socket.end(httpAnswer('200 OK')));
    await writeConfig(online.home, { ...online.config, url: peer.url }, online.config);
    const branch = await openBranch(online.home, office);
    const { error } = await upload(branch);
    expect({ code: error?.code, exit: error?.exitCode }).toEqual({ code: 'network-intercepted', exit: 4 });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued' }]);
    expect(peer.received).toBe('');
  });

  it('stays queued as it is while the office stays away', async () => {
    const { branch, fake } = await scene();
    fake.vanish();
    await upload(branch);
    const before = await contentsOf(branch.home.outbox);
    expect(await sendAll(branch)).toMatchObject([{ receipt: undefined, error: { code: 'office-unreachable' } }]);
    expect(await contentsOf(branch.home.outbox)).toEqual(before);
  });

  it('several are sent in the order in which they were queued', async () => {
    const { branch, fake, office } = await scene();
    fake.vanish();
    for (const part of ['main', 'bar', 'terrace']) {
      await upload(branch, { part });
      office.clock.advance({ minutes: 1 });
    }
    fake.behave();
    expect((await sendAll(branch)).map(({ receipt }) => receipt?.part)).toEqual(['main', 'bar', 'terrace']);
  });

  it("the sales can't be read from the disk meanwhile", async () => {
    const { branch, fake } = await scene();
    fake.vanish();
    await upload(branch, { path: await salesFile('secret sauce,12\n') });
    const queued = [...(await contentsOf(branch.home.folder)).values()];
    expect(queued.filter((bytes) => bytes.includes('secret sauce'))).toEqual([]);
  });
});

describe('when the answer gets lost after the office committed', () => {
  it('the same document is sent again, brings the same receipt, and the office holds one', async () => {
    const there = await scene();
    const { office, branch, fake } = there;
    fake.loseAnswer(PATHS.closings);
    const { entry, error } = await upload(branch);
    expect(error?.code).toBe('office-unreachable');
    const { number, receipt: first } = await findClosing(office.context.db, entry.documentId);
    const [sent] = await sendAll(branch);
    expect(sent?.receipt?.number).toBe(number);
    expect(await readFile(join(branch.home.receipts, entry.documentId, 'receipt.p7s'))).toEqual(first);
    expect(await held(there)).toEqual([[number, 'main', 1, 'accepted']]);
  });
});

describe('when the PC dies in the middle of delivering', () => {
  /** The outbox as it was with the closing queued; then the closing delivered. */
  async function delivered() {
    const there = await scene();
    const { branch, fake } = there;
    fake.vanish();
    const { entry } = await upload(branch);
    const [outbox, receipts] = [branch.home.outbox, branch.home.receipts].map((folder) =>
      join(folder, entry.documentId),
    );
    const queued = join(await testFolder(), 'queued');
    await cp(outbox!, queued, { recursive: true });
    fake.behave();
    const [sent] = await sendAll(branch);
    return { ...there, number: sent?.receipt?.number, outbox: outbox!, receipts: receipts!, queued };
  }

  it('before the receipt is on disk: it is sent again', async () => {
    const there = await delivered();
    await rm(there.receipts, { recursive: true });
    await rename(there.queued, there.outbox);
    expect((await sendAll(there.branch))[0]?.receipt?.number).toBe(there.number);
    expect(await held(there)).toHaveLength(1);
  });

  it('after the receipt is on disk: it is filed without being sent again', async () => {
    const there = await delivered();
    await cp(join(there.receipts, 'receipt.p7s'), join(there.queued, 'receipt.p7s'));
    await rm(there.receipts, { recursive: true });
    await rename(there.queued, there.outbox);
    const before = posts(there);
    expect((await sendAll(there.branch))[0]?.receipt?.number).toBe(there.number);
    expect(posts(there)).toBe(before);
    expect(await outboxOf(there.branch)).toEqual([]);
    expect((await receiptsOf(there.branch)).map(({ number }) => number)).toEqual([there.number]);
  });

  it('with a receipt on disk that is damaged: a good one is asked for', async () => {
    const there = await delivered();
    const receipt = await readFile(join(there.receipts, 'receipt.p7s'));
    await rm(there.receipts, { recursive: true });
    await rename(there.queued, there.outbox);
    await writeFile(join(there.outbox, 'receipt.p7s'), flipped(receipt));
    expect((await sendAll(there.branch))[0]?.receipt?.number).toBe(there.number);
    expect(await readFile(join(there.receipts, 'receipt.p7s'))).toEqual(receipt);
  });

  it('half-made, a closing is no closing', async () => {
    const { branch } = await scene();
    await cp(await testFolder(), join(branch.home.outbox, '.0190a0a0-0000-7000-8000-000000000000.123.tmp'), {
      recursive: true,
    });
    expect(await sendAll(branch)).toEqual([]);
  });
});

describe('when a queued closing is damaged on disk', () => {
  const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

  /** Two closings queued, files of the first one damaged, and the office back. */
  async function damaged(damage: (bytes: Buffer) => Buffer, ...files: string[]) {
    const there = await scene();
    there.fake.vanish();
    const { entry } = await upload(there.branch, { part: 'bar' });
    await upload(there.branch);
    const folder = join(there.branch.home.outbox, entry.documentId);
    for (const name of files) await writeFile(join(folder, name), damage(await readFile(join(folder, name))));
    there.fake.behave();
    return { ...there, folder };
  }

  it.each([
    ['its entry cut short', half, 'entry.json'],
    ['its entry of another form', () => Buffer.from('{"documentId":"x"}'), 'entry.json'],
    ['what is to be sent cut short', half, 'closing.p7m'],
    ['what is to be sent with one byte changed', flipped, 'closing.p7m'],
    ['its own copy empty', () => Buffer.alloc(0), 'signed.p7m'],
  ])('with %s it is delivered all the same', async (_, damage, file) => {
    const there = await damaged((bytes) => damage(bytes), file);
    expect((await sendAll(there.branch)).map(({ receipt }) => receipt?.part).sort()).toEqual(['bar', 'main']);
    expect(await held(there)).toHaveLength(2);
    expect((await upload(there.branch, { part: 'bar' })).entry.revision).toBe(2);
  });

  it('so it is when its entry is gone altogether', async () => {
    const there = await damaged(half);
    await rm(join(there.folder, 'entry.json'));
    expect((await sendAll(there.branch)).map(({ receipt }) => receipt?.part).sort()).toEqual(['bar', 'main']);
  });

  it('with nothing left to send, it is named and left alone, the other is sent, and the day can be closed', async () => {
    const there = await damaged(half, 'entry.json', 'signed.p7m');
    const { branch, folder } = there;
    const path = join(folder, 'entry.json');
    const { items, damaged: named } = await sendOutbox(branch);
    expect(named).toMatchObject([{ code: 'state-damaged', params: { path } }]);
    expect(items.map(({ receipt }) => receipt?.part)).toEqual(['main']);
    expect((await upload(branch, { part: 'bar' })).receipt?.part).toBe('bar');
    expect((await held(there)).map(([, part]) => part).sort()).toEqual(['bar', 'main']);
    expect((await listOutbox(branch)).damaged).toMatchObject([{ code: 'state-damaged', params: { path } }]);
  });

  it('with neither copy whole, it stays queued and says which file is damaged', async () => {
    const { branch, folder } = await damaged(half, 'closing.p7m', 'signed.p7m');
    const failed = (await sendAll(branch)).filter(({ receipt }) => !receipt);
    expect(failed).toMatchObject([
      { entry: { state: 'queued' }, error: { code: 'state-damaged', params: { path: join(folder, 'signed.p7m') } } },
    ]);
  });
});

describe('when a receipt on disk is damaged', () => {
  it('it is named, and hides no other', async () => {
    const { branch } = await scene();
    const { entry } = await upload(branch, { part: 'bar' });
    await upload(branch);
    const path = join(branch.home.receipts, entry.documentId, 'receipt.p7s');
    await writeFile(path, flipped(await readFile(path)));
    const { items, damaged } = await listReceipts(branch);
    expect(items.map(({ part }) => part)).toEqual(['main']);
    expect(damaged).toMatchObject([{ code: 'state-damaged', params: { path } }]);
  });
});
