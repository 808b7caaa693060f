import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fileProtection } from '../../src/main/branch/device.ts';
import { enrolDevice } from '../../src/main/branch/enrol.ts';
import { openLog } from '../../src/main/branch/log.ts';
import { enrolManager, unlockManager } from '../../src/main/branch/managers.ts';
import type { SendResult } from '../../src/main/branch/outbox.ts';
import { KeyFiles } from '../../src/server/authority/key-files.ts';
import { backupOffice } from '../../src/server/backup.ts';
import { officePaths } from '../../src/server/config.ts';
import { openOffice } from '../../src/server/office.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { MEDIA, PATHS } from '../../src/shared/protocol.ts';
import { openBranch, templateBranch, testHome } from '../support/branch.ts';
import { BRANCH_CLI, OFFICE_CLI, runCli } from '../support/cli.ts';
import { Desk } from '../support/closings.ts';
import { basic, basicOf, csrOf, postEnrol } from '../support/est.ts';
import { branchBehindFake } from '../support/fake-office.ts';
import { testFolder } from '../support/folders.ts';
import { ask, outcome } from '../support/https.ts';
import { sendAll } from '../support/kept.ts';
import { testKey } from '../support/keys.ts';
import { salesFile, upload } from '../support/sales.ts';
import { failure, Secrets } from '../support/secrets.ts';
import { PASSPHRASE, ROOT_PASSPHRASE } from '../support/shared.ts';
import {
  BACKUP_PASSPHRASE,
  FILE,
  guessed,
  noted,
  noteKeys,
  OFFICE_PASSPHRASE,
  talkativeOffice,
  UNREADABLE,
  WRONG,
  WRONG_CODE,
} from '../support/talkative-office.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Runs `work` while a file is changed; puts it back. */
async function whileChanged<T>(path: string, change: (text: string) => string, work: () => Promise<T>): Promise<T> {
  const before = await readFile(path);
  await writeFile(path, change(before.toString('latin1')), 'latin1');
  const result = await work();
  await writeFile(path, before);
  return result;
}

/** Fails with what kept a closing from being delivered. */
const refusal = (sending: Promise<SendResult>): Promise<never> => sending.then(({ error }) => Promise.reject(error));

/** From the middle of the first long base64 on, as when the first block of a file is lost. */
const withoutBeginning = (text: string): string => text.slice(text.search(/[A-Za-z0-9+/]{200}/) + 900);
/** The first long base64 cut in half: still base64, but no key any more. */
const halfKey = (text: string): string => text.replace(/([A-Za-z0-9+/]{400})[A-Za-z0-9+/=]{200,}/, '$1');

describe('the search for secrets', () => {
  it.each<[string, (secret: Buffer) => string]>([
    ['as text', (secret) => `before ${secret.toString('latin1')} after`],
    ['in hex', (secret) => secret.toString('hex')],
    ['as node shows bytes', (secret) => `<Buffer ${secret.toString('hex').replace(/../g, '$& ')}>`],
    ['as JSON shows bytes', (secret) => JSON.stringify(secret)],
    ['in base64', (secret) => secret.toString('base64')],
    ['in base64url', (secret) => secret.toString('base64url')],
    ['in HTTP Basic', (secret) => Buffer.from(`id:${secret.toString('latin1')}`).toString('base64')],
    ['in the middle of something in base64', (secret) => Buffer.from(`{"c":"${secret}"}`).toString('base64')],
    ['in ten characters of its base64', (secret) => secret.toString('base64').slice(4, 14)],
  ])('finds one %s', (_, written) => {
    const secrets = new Secrets();
    const secret = Buffer.from('~/?some secret?/~');
    secrets.add('it', secret);
    expect(secrets.foundIn(written(secret))).toEqual(['it']);
    expect(secrets.foundIn(written(Buffer.from('something harmless')))).toEqual([]);
  });
});

describe('when everything goes wrong', () => {
  it('the office tells no secret to its log, its metrics, its audit record or a stranger', async () => {
    const { office, secrets } = await talkativeOffice();
    const invite = noted(secrets, await office.addBranch());
    const other = noted(secrets, await office.addBranch('SG-03'));
    const csr = await csrOf(testKey(8));
    const desk = await Desk.open(office.context);
    const closing = await desk.closing({ file: FILE });
    const reused = await desk.closing({ id: closing.header.id, file: FILE, revision: 2 });
    const unread = await desk.closing({ file: UNREADABLE });
    const post = (body: Buffer) =>
      ask(office, PATHS.closings, {
        method: 'POST',
        as: desk.device,
        headers: { 'content-type': MEDIA.document },
        body,
      });
    const replies = [
      await postEnrol(office, basicOf(invite), csr),
      await postEnrol(office, basicOf(invite), await csrOf(testKey(9))),
      await postEnrol(office, basicOf(other), 'no request at all'),
      await postEnrol(office, basic(parseInvite(other).id, WRONG_CODE), csr),
      await post(closing.sealed),
      await post(reused.sealed),
      await post(unread.sealed),
      await post(closing.signedData),
    ];
    await office.context.db.schema.dropTable('closing_lines').execute();
    replies.push(await post((await desk.closing({ file: FILE, part: 'bar' })).sealed));
    expect(replies.map(outcome)).toEqual([
      200,
      'invite-used',
      'request-malformed',
      'invite-refused',
      201,
      'document-id-reused',
      201,
      'not-opened',
      'office-failed',
    ]);
    const audit = await office.context.db.selectFrom('audit').selectAll().execute();
    const metrics = await (await fetch(`${office.adminUrl}/metrics`)).text();
    const refusals = replies.filter(({ status }) => status >= 400).map(({ body }) => body.toString());
    const text = [...office.log, ...refusals, JSON.stringify(audit), metrics].join('\n');
    for (const heard of ['no such table', 'invite-used', 'document-id-reused']) expect(text).toContain(heard);
    expect(secrets.foundIn(text)).toEqual([]);
  });

  it('the office tells no secret of keys that it cannot open', async () => {
    const { office, secrets } = await talkativeOffice();
    const { keys } = officePaths(office.folder);
    const sealed = new KeyFiles(keys, OFFICE_PASSPHRASE);
    const [signing] = await office.context.keys.files.load('signing');
    const key = join(keys, `signing-${signing!.certificate.serial}.key`);
    const opened = (): Promise<unknown> => new KeyFiles(keys, undefined).load('signing');
    const failures = [
      await whileChanged(
        key,
        (bytes) => bytes.slice(0, 900),
        () => failure(opened()),
      ),
      await whileChanged(
        key,
        (bytes) => bytes.slice(900),
        () => failure(opened()),
      ),
      await failure(
        backupOffice(office.context, office.folder, join(office.folder, 'no/where'), BACKUP_PASSPHRASE, 'tests'),
      ),
    ];
    await sealed.saveSecret('audit', await office.context.keys.files.loadSecret('audit'));
    failures.push(
      await failure(openOffice(office.folder)),
      await failure(openOffice(office.folder, { passphrase: WRONG })),
    );
    expect(failures.map(({ code }) => code)).toEqual([
      'state-damaged',
      'state-damaged',
      'file-not-found',
      'passphrase-required',
      'passphrase-wrong',
    ]);
    expect(secrets.foundIn([...failures.map(({ text }) => text), ...office.log].join('\n'))).toEqual([]);
  });

  it('a branch tells no secret to its log or in an error', async () => {
    const { office, secrets } = await talkativeOffice();
    const logs = await testFolder();
    const { branch, fake } = await branchBehindFake(office, openLog(logs));
    await noteKeys(secrets, branch);
    const used = noted(secrets, await office.addBranch());
    const invite = fake.invite(noted(secrets, await office.addBranch('SG-03')));
    const manager = noted(secrets, await office.addManager('SG-01', 'tan'));
    const enrol = async (text: string) => enrolDevice(await testHome(), fileProtection, text, office.clock.now);
    const path = await salesFile(FILE);
    await enrol(used);
    const failures = [
      await failure(enrol(used)),
      await failure(enrol(guessed(invite))),
      await failure(upload(branch, { path, passphrase: WRONG })),
      await failure(enrolManager(branch, manager, 'short')),
      await failure(enrolManager(branch, guessed(manager), WRONG)),
    ];
    fake.answer(PATHS.simpleenroll, 'no certificates');
    failures.push(await failure(enrol(invite)));
    fake.vanish();
    failures.push(await failure(enrol(invite)), await failure(refusal(upload(branch, { path }))));
    fake.behave();
    fake.answer(
      PATHS.closings,
      JSON.stringify({ type: 'x', title: 'No.', status: 409, code: 'document-id-reused' }),
      409,
    );
    failures.push(await failure(refusal(sendAll(branch).then(([first]) => first!))));
    const { device, managers } = branch.home;
    const mei = join(managers, 'mei.json');
    for (const change of [withoutBeginning, halfKey]) {
      failures.push(
        await whileChanged(device, change, () => failure(openBranch(branch.home, office))),
        await whileChanged(mei, change, () => failure(unlockManager(branch, 'mei', PASSPHRASE))),
      );
    }
    expect(failures.map(({ code }) => code)).toEqual([
      'invite-used',
      'invite-refused',
      'passphrase-wrong',
      'passphrase-weak',
      'invite-refused',
      'document-malformed',
      'office-unreachable',
      'office-unreachable',
      'document-id-reused',
      'setup-damaged',
      'setup-damaged',
      'key-not-opened',
      'setup-damaged',
    ]);
    const log = await readFile(join(logs, 'branch.log'), 'utf8');
    expect(log).toContain('document-id-reused');
    expect(secrets.foundIn([log, ...office.log, ...failures.map(({ text }) => text)].join('\n'))).toEqual([]);
  });

  it('the commands tell no secret that they were not asked for', async () => {
    const { office, secrets } = await talkativeOffice();
    const branch = await templateBranch(office);
    await noteKeys(secrets, branch);
    await branch.home.release();
    const invite = noted(secrets, await office.addBranch());
    const manager = noted(secrets, await office.addManager('SG-01', 'tan'));
    const { home } = branch;
    const spams = (passphrase: string, ...args: string[]) =>
      runCli(BRANCH_CLI, ['--home', home.folder, '--json', ...args], { SPAMS_PASSPHRASE: passphrase });
    const spamsOffice = (env: Record<string, string>, ...args: string[]) =>
      runCli(OFFICE_CLI, ['--data', office.folder, '--json', ...args], env);
    const [unreadable, readable] = [await salesFile(UNREADABLE, 'odd.csv'), await salesFile(FILE)];
    const results = [
      await spams(WRONG, 'closing', 'upload', readable, '--manager', 'mei'),
      await spams(PASSPHRASE, 'closing', 'upload', unreadable, '--manager', 'mei'),
      await spams('', 'enroll', guessed(invite)),
      await spams('', 'enroll', guessed(invite), '--home', join(await testFolder(), 'new')),
      await spams('', 'enroll', invite.slice(0, 90), invite.slice(90)),
      await spams('', invite),
      await spams('short', 'manager', 'enroll', manager),
      await whileChanged(home.device, withoutBeginning, () => spams(PASSPHRASE, 'status')),
      await spamsOffice({ SPAMS_ROOT_PASSPHRASE: ROOT_PASSPHRASE }, 'init', '--name', 'Other', '--host', 'localhost'),
      await spamsOffice(
        { SPAMS_BACKUP_PASSPHRASE: BACKUP_PASSPHRASE },
        'backup',
        '--out',
        join(office.folder, 'no/where'),
      ),
    ];
    expect(results.map(({ stdout }) => JSON.parse(stdout).error?.code)).toEqual([
      'passphrase-wrong',
      undefined,
      'already-enrolled',
      'invite-refused',
      'usage',
      'usage',
      'passphrase-weak',
      'setup-damaged',
      'office-exists',
      'file-not-found',
    ]);
    const log = await readFile(join(home.logs, 'branch.log'), 'utf8');
    const printed = results.map(({ stdout, stderr }) => stdout + stderr);
    expect(secrets.foundIn([log, ...office.log, ...printed].join('\n'))).toEqual([]);
  });
});
