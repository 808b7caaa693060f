import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAmount } from '../src/shared/money.ts';
import { BRANCH, BRANCH_SETTINGS, loopbackOffice, MENU, OFFICE, run, SALES, serve } from './demo-office.ts';

/**
 * The whole exchange, by the two command lines as they are shipped, in a temporary folder: an office is made and
 * served, a PC and a manager enrol, a menu goes out, a closing comes in, a receipt goes back.
 * `--json` prints one JSON document on stdout and the story on stderr.
 */
const asJson = process.argv.includes('--json');
const steps: { name: string; ms: number }[] = [];

const folder = await mkdtemp(join(tmpdir(), 'spams-demo-'));
const office = ['--data', join(folder, 'office')];
const branch = ['--home', join(folder, 'branch')];
let stopServer = async (): Promise<void> => {};
try {
  await story();
} finally {
  await stopServer();
  await rm(folder, { recursive: true });
}

async function story(): Promise<void> {
  say('SPAMS: a menu goes out, a closing comes in. Everything below is real: keys, TLS, signatures, files.\n');
  const { port, init } = await loopbackOffice();
  const { root: fingerprint } = await step('init office', () => run<{ root: string }>(OFFICE, [...office, ...init]));
  tell(
    `The office has its keys: a root (sealed under its own passphrase, not needed again), an issuing CA, and a
     key each for signing, for what closings are sealed to, and for TLS.`,
    `root SHA-256 ${fingerprint}`,
  );

  stopServer = await step('serve', () => serve(join(folder, 'office')));
  tell(
    'The office serves branches: TLS 1.3 only, and a certificate is asked of everyone.',
    `https://localhost:${port}`,
  );

  const { invite } = await run<{ invite: string }>(OFFICE, [...office, 'branch', 'add', 'SG-01', ...BRANCH_SETTINGS]);
  await step('enrol device', () => run(BRANCH, [...branch, 'enroll', invite]));
  tell(`The branch's PC made its own key and got its certificate. It checked the office's root against the invite
     before it sent the one-time code.`);

  const manager = await run<{ invite: string }>(OFFICE, [...office, 'manager', 'add', 'SG-01', 'mei', '--name', 'Mei']);
  await step('enrol manager', () => run(BRANCH, [...branch, 'manager', 'enroll', manager.invite]));
  tell("The manager's signing key lies on that PC under the manager's passphrase (scrypt, AES-256-GCM).");

  const published = await step('publish menu', () =>
    run<{ items: number }>(OFFICE, [...office, 'menu', 'publish', MENU]),
  );
  tell(`The office published its menu: ${published.items} items.`);

  const menu = await step('fetch menu', () => run<Shown>(BRANCH, [...branch, 'menu', 'fetch']));
  tell(
    `The branch fetched version ${menu.version}, sealed to this PC (RSA-OAEP, AES-256-GCM), opened it, and verified
     the office's signature (RSA, SHA-256).`,
    ...menu.items.slice(0, 3).map((item) => `${item.code}  ${item.name}  ${amount(item.price, menu.currency)}`),
    `… and ${menu.items.length - 3} more`,
  );

  const upload = ['closing', 'upload', SALES, '--manager', 'mei'];
  const closing = await step('upload closing', () => run<Closed>(BRANCH, [...branch, ...upload]));
  tell(`The manager signed the day's file; it was queued on disk, sealed to the office, sent, and answered with a signed
     receipt, which the branch verified: number ${closing.receipt.number}.`);

  const received = await step('read at office', () =>
    run<Received>(OFFICE, [...office, 'closings', 'show', closing.documentId]),
  );
  const { totals } = received;
  tell(
    `The office opened it: ${received.lines.length} lines, net ${totals.currency} ${amount(totals.net, totals.currency)}, for ${received.businessDate}.`,
    ...received.lines
      .slice(0, 3)
      .map((line) => `${line.quantity} × ${line.item}: ${amount(line.net, totals.currency)}`),
    `… and ${received.lines.length - 3} more`,
  );

  const evidence = join(folder, 'evidence');
  await step('export evidence', () =>
    run(OFFICE, [...office, 'evidence', 'export', received.number, '--out', evidence]),
  );
  const same = (await readFile(join(evidence, 'sample-sales.csv'))).equals(await readFile(SALES));
  if (!same) throw new Error("the office's evidence is not the manager's file");
  tell("The evidence for an auditor holds the manager's file, byte for byte, and needs nothing but openssl to check.");

  await step('verify audit', () =>
    run(OFFICE, [...office, 'audit', 'verify', '--receipt', join(evidence, 'receipt.p7s')]),
  );
  tell("The office's audit record is whole, and the receipt's place in it is still there.");

  say(`Done in ${(steps.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(1)} s.`);
  if (asJson) process.stdout.write(`${JSON.stringify(summary(menu, closing, received))}\n`);
}

function summary(menu: Shown, closing: Closed, received: Received): object {
  const { verified, number, sha256 } = closing.receipt;
  return {
    menu: { version: menu.version, items: menu.items.length, verified: menu.verified },
    closing: { documentId: received.documentId, lines: received.lines.length, totals: received.totals },
    receipt: { verified, number, sha256 },
    steps,
  };
}

interface Shown {
  version: number;
  verified: boolean;
  currency: string;
  items: { code: string; name: string; price: number | null }[];
}

interface Closed {
  documentId: string;
  receipt: { verified: boolean; number: string; sha256: string };
}

interface Received {
  documentId: string;
  number: string;
  businessDate: string;
  lines: { item: string; quantity: number; net: number | null }[];
  totals: { currency: string; net: number | null };
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  steps.push({ name, ms: Math.round(performance.now() - start) });
  return result;
}

function tell(text: string, ...details: string[]): void {
  const { name, ms } = steps.at(-1)!;
  say(`${String(steps.length).padStart(2)}. ${name} (${ms} ms)\n     ${text}`);
  for (const detail of details) say(`       ${detail}`);
  say('');
}

function say(line: string): void {
  (asJson ? process.stderr : process.stdout).write(`${line}\n`);
}

function amount(minor: number | null, currency: string): string {
  return minor === null ? '' : formatAmount(minor, currency);
}
