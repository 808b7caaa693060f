import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Branch } from '../../../src/main/branch/branch.ts';
import { readConfig } from '../../../src/main/branch/config.ts';
import { fileProtection, loadDevice } from '../../../src/main/branch/device.ts';
import type { Listing } from '../../../src/main/branch/listing.ts';
import { listManagers, unlockManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { sendOutbox } from '../../../src/main/branch/outbox.ts';
import { readEntries, readOwnCopy } from '../../../src/main/branch/outbox-entry.ts';
import { listReceipts } from '../../../src/main/branch/receipts.ts';
import { Trust } from '../../../src/main/branch/trust.ts';
import { asSpamsError, type ErrorCode } from '../../../src/shared/errors.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch } from '../../support/branch.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE, TestLog } from '../../support/shared.ts';
import { copyOf } from './copies.ts';

/** A branch with something in each of its files: a menu, a closing that waits, one that has its receipt. */
export interface Full {
  office: TestOffice;
  branch: Branch;
  /** The folders of the closing that waits, and of the one that has its receipt. */
  queued: string;
  delivered: string;
}

export async function fullBranch(): Promise<Full> {
  const office = await TestOffice.start();
  const { branch, fake } = await branchBehindFake(office);
  await office.publish();
  await fetchMenu(branch);
  const delivered = await upload(branch);
  fake.on(PATHS.closings, async () => undefined);
  const queued = await upload(branch, { part: 'bar' });
  fake.behave();
  return { office, branch, ...foldersOf(branch, queued.entry.documentId, delivered.entry.documentId) };
}

/** The same over a home of its own, for one thing to go wrong in. */
export async function copyOfFull({ office, branch, queued, delivered }: Full): Promise<Full> {
  const copy = await copyOf(branch, office);
  return { office, branch: copy, ...foldersOf(copy, basename(queued), basename(delivered)) };
}

const foldersOf = ({ home }: Branch, queued: string, delivered: string) => ({
  queued: join(home.outbox, queued),
  delivered: join(home.receipts, delivered),
});

/** One file of a branch. */
export interface Kept {
  file: (there: Full) => string;
  /** The way that SPAMS reads it offline; gives what of that counts. */
  read: (there: Full) => Promise<unknown>;
  /** What that gives when it is damaged; left out where it gives the same as before. */
  damaged?: (path: string) => unknown;
  /** What brings it back, if anything does; gives what is then the same as before. */
  mend?: (there: Full) => Promise<unknown>;
}

const named = (code: ErrorCode) => (path: string) => ({ code, path });

/** What only a new invite brings back. */
export const SETUP: Record<string, Kept> = {
  'config.json': {
    file: ({ branch }) => branch.home.config,
    read: ({ branch }) => readConfig(branch.home),
    damaged: named('setup-damaged'),
  },
  'identity/device.json': {
    file: ({ branch }) => branch.home.device,
    read: async ({ branch }) => (await loadDevice(branch.home, fileProtection))?.current.certificate,
    damaged: named('setup-damaged'),
  },
  'identity/root.der': {
    file: ({ branch }) => branch.home.root,
    read: async ({ branch: { home, config } }) => (await Trust.load(home, config.root, config.issuing)).root,
    damaged: named('setup-damaged'),
  },
  'managers/mei.json': {
    file: ({ branch }) => join(branch.home.managers, 'mei.json'),
    read: async ({ branch }) => [await all(listManagers(branch)), (await unlockMei(branch)).certificate],
    damaged: named('setup-damaged'),
  },
};

/** What nobody can bring back: of each closing there is only this. */
export const PROOFS: Record<string, Kept> = {
  'outbox/…/signed.p7m': {
    file: ({ queued }) => join(queued, 'signed.p7m'),
    read: ({ branch, queued }) => readOwnCopy(branch, queued),
    damaged: named('state-damaged'),
  },
  'receipts/…/signed.p7m': {
    file: ({ delivered }) => join(delivered, 'signed.p7m'),
    read: ({ branch, delivered }) => readOwnCopy(branch, delivered),
    damaged: named('state-damaged'),
  },
  'receipts/…/receipt.p7s': {
    file: ({ delivered }) => join(delivered, 'receipt.p7s'),
    read: ({ branch }) => all(listReceipts(branch)),
    damaged: named('state-damaged'),
  },
};

/** What is asked for again, or made anew of the rest. */
export const MENDED: Record<string, Kept> = {
  'office.json': {
    file: ({ branch }) => branch.home.office,
    read: async ({ office, branch }) => (await reopened(branch, office)).office?.name ?? 'unknown',
    damaged: () => 'unknown',
    mend: (there) => connected(there, 'office'),
  },
  'identity/office.crl': {
    file: ({ branch }) => branch.home.crl,
    read: async ({ branch: { home, config } }) => (await Trust.load(home, config.root, config.issuing)).crlNumber,
    damaged: () => 0,
    mend: (there) => connected(there, 'crl'),
  },
  'menu/menu.p7m': {
    file: ({ branch }) => branch.home.menu,
    read: shown,
    damaged: () => ({ code: 'not-opened', path: undefined }),
    mend: fetched,
  },
  'menu/state.json': { file: ({ branch }) => branch.home.menuState, read: shown, mend: fetched },
  'outbox/…/entry.json': {
    file: ({ queued }) => join(queued, 'entry.json'),
    read: ({ branch }) => entriesIn(branch, branch.home.outbox),
    mend: sent,
  },
  'outbox/…/closing.p7m': {
    file: ({ queued }) => join(queued, 'closing.p7m'),
    read: ({ branch }) => entriesIn(branch, branch.home.outbox),
    mend: sent,
  },
  'receipts/…/entry.json': {
    file: ({ delivered }) => join(delivered, 'entry.json'),
    read: ({ branch }) => entriesIn(branch, branch.home.receipts),
  },
};

/** What reading comes to: what it gives, or the code that it fails with and the file that this names. */
export async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    const { code, params } = asSpamsError(error);
    return { code, path: params.path };
  }
}

/** What was read, if none of it was damaged. */
async function all<T>(listing: Promise<Listing<T>>): Promise<T[]> {
  const { items, damaged } = await listing;
  if (damaged[0]) throw damaged[0];
  return items;
}

const unlockMei = (branch: Branch) => unlockManager(branch, 'mei', PASSPHRASE);

const entriesIn = async (branch: Branch, folder: string) =>
  (await all(readEntries(branch, folder))).map(({ documentId, part, revision, fileSha256 }) => {
    return [documentId, part, revision, fileSha256];
  });

async function shown({ branch }: Full): Promise<unknown> {
  return (await showMenu(branch)).menu;
}

async function fetched(there: Full): Promise<unknown> {
  const { offline } = await fetchMenu(there.branch);
  if (offline) throw offline;
  return shown(there);
}

/** Starts the program anew over the same home. */
async function reopened({ home }: Branch, { clock }: TestOffice): Promise<Branch> {
  const branch = await Branch.open({ home, log: new TestLog(), now: clock.now });
  await branch.close();
  return branch;
}

/** What is in a file once a program that started anew has been in contact. */
async function connected({ office, branch: { home } }: Full, file: 'office' | 'crl'): Promise<string> {
  await (await openBranch(home, office)).connect();
  return (await readFile(home[file])).toString('hex');
}

async function sent({ branch }: Full): Promise<unknown> {
  for (const { error } of await all(sendOutbox(branch))) if (error) throw error;
  return (await all(listReceipts(branch))).map(({ part, number }) => [part, number]);
}
