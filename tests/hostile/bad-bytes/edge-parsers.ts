import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { readOfficeInfo } from '../../../src/main/branch/branch.ts';
import { problem } from '../../../src/main/branch/client.ts';
import { type BranchConfig, readConfig as readBranchConfig } from '../../../src/main/branch/config.ts';
import { type DeviceKeys, fileProtection, loadDevice } from '../../../src/main/branch/device.ts';
import type { Home } from '../../../src/main/branch/home.ts';
import { entrySchema, type OutboxEntry } from '../../../src/main/branch/outbox-entry.ts';
import { readState } from '../../../src/main/branch/state.ts';
import { Trust } from '../../../src/main/branch/trust.ts';
import { KeyFiles } from '../../../src/server/authority/key-files.ts';
import { type OfficeConfig, officePaths, readConfig as readOfficeConfig } from '../../../src/server/config.ts';
import { readRequestBody } from '../../../src/server/http/est.ts';
import { readBasic } from '../../../src/server/http/simpleenroll.ts';
import { ERRORS, type SpamsError } from '../../../src/shared/errors.ts';
import { spkiOf } from '../../../src/shared/pki/keys.ts';
import { type OfficeInfo, officeInfoSchema } from '../../../src/shared/protocol.ts';
import { basic, csrOf } from '../../support/est.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { parser } from './parsers.ts';

/** Those of one side alone, by name; what they read from files lies in `home`, and in `folder` for the office. */
export async function edgeParsers(home: Home, folder: string) {
  return { ...(await wireParsers()), ...(await branchFiles(home)), ...(await officeFiles(folder)) };
}

const template = (...names: string[]): string => join(inject('template'), ...names);

/** What comes in answers, headers and request bodies. */
async function wireParsers() {
  const key = testKey(FREE_KEY);
  const refusal = { type: 'urn:spams:error:office-busy', title: 'Busy', status: 503, code: 'office-busy', params: {} };
  return {
    readOfficeInfo: parser({
      tests: 'tests/main/branch/contact.test.ts',
      good: Buffer.from(JSON.stringify(JSON.parse(await readFile(template('branch', 'office.json'), 'utf8')).info)),
      parse: readOfficeInfo,
      codes: ['document-malformed'],
      holds: (info: OfficeInfo) => officeInfoSchema.safeParse(info).success,
    }),
    problem: parser({
      tests: 'tests/main/branch/client.test.ts',
      good: Buffer.from(JSON.stringify(refusal)),
      parse: (body) => problem({ status: 503, body }),
      codes: [],
      holds: (error: SpamsError) => error.remote && Object.hasOwn(ERRORS, error.code) && error.exitCode > 0,
    }),
    readBasic: parser({
      tests: 'tests/hostile/bad-bytes/basic.test.ts',
      good: Buffer.from(basic('abcdefgh', 'A'.repeat(22))),
      parse: (bytes) => readBasic(bytes.toString('latin1')),
      codes: ['invite-refused'],
      holds: ({ invite, code }: ReturnType<typeof readBasic>) =>
        invite.length <= 64 && code.length <= 64 && !`${invite}${code}`.includes(':'),
    }),
    readRequestBody: parser({
      tests: 'tests/server/http/enrolment-requests.test.ts',
      good: Buffer.from(await csrOf(key)),
      parse: (bytes) => readRequestBody(bytes.toString('latin1')),
      codes: ['request-malformed'],
      holds: (publicKey: ReturnType<typeof readRequestBody>) => spkiOf(publicKey).equals(spkiOf(key.publicKey)),
    }),
  };
}

/** What a branch finds on its own disk, where anything may have happened to it. */
async function branchFiles(home: Home) {
  const config = await readFile(template('branch', 'config.json'));
  const root = await readFile(template('branch', 'identity', 'root.der'));
  const entry: OutboxEntry = {
    documentId: '0190a0a0-0000-7000-8000-000000000000',
    businessDate: '2026-11-23',
    part: 'main',
    revision: 1,
    manager: 'mei',
    fileName: 'day_end.csv',
    fileSha256: 'ab'.repeat(32),
    entitySha256: 'cd'.repeat(32),
    evidenceSha256: 'ef'.repeat(32),
    queuedAt: '2026-11-23T10:00:00.000Z',
    sealed: { to: '01'.repeat(32), sha256: '23'.repeat(32) },
    state: 'queued',
    lastError: null,
  };
  const inFile = reader(home.config, () => readBranchConfig(home));
  const { issuing, root: pin } = (await inFile(config)) as BranchConfig;
  return {
    'config.json of a branch': parser({
      tests: 'tests/main/branch/contact.test.ts',
      good: config,
      parse: inFile,
      codes: ['setup-damaged', 'data-newer'],
      holds: (read: BranchConfig | undefined) => read?.format === 1 && read.url.startsWith('https:'),
    }),
    'device.json': parser({
      tests: 'tests/main/branch/contact.test.ts',
      good: await readFile(template('branch', 'identity', 'device.json')),
      parse: reader(home.device, () => loadDevice(home, fileProtection)),
      codes: ['setup-damaged', 'key-not-opened'],
      holds: (device: DeviceKeys | undefined) => device?.current.privateKey.type === 'private',
    }),
    'root.der': parser({
      tests: 'tests/main/branch/contact.test.ts',
      good: root,
      parse: reader(home.root, () => Trust.load(home, pin, issuing)),
      codes: ['setup-damaged'],
      holds: (_: Trust, bytes) => bytes.equals(root),
    }),
    'entry.json': parser({
      tests: 'tests/main/branch/outbox.test.ts',
      good: Buffer.from(JSON.stringify(entry)),
      parse: reader(join(home.outbox, 'entry.json'), () => readState(join(home.outbox, 'entry.json'), entrySchema)),
      codes: ['state-damaged'],
      holds: (read: OutboxEntry | undefined) => entrySchema.safeParse(read).success,
    }),
  };
}

async function officeFiles(folder: string) {
  const name = (await readdir(template('office', 'keys'))).find((each) => /^root-.*\.pem$/.test(each)) ?? '';
  return {
    'config.json of an office': parser({
      tests: 'tests/server/office.test.ts',
      good: await readFile(template('office', 'config.json')),
      parse: reader(officePaths(folder).config, () => readOfficeConfig(folder)),
      codes: ['state-damaged', 'data-newer'],
      holds: ({ format, port }: OfficeConfig) => format === 1 && Number.isInteger(port),
    }),
    "an office's certificate": parser({
      tests: 'tests/server/office.test.ts',
      good: await readFile(template('office', 'keys', name)),
      parse: reader(join(folder, 'root-1.pem'), () => new KeyFiles(folder, undefined).certificates('root')),
      codes: ['state-damaged'],
      holds: (certificates: unknown[]) => certificates.length === 1,
    }),
  };
}

/** Reads what lies at `path` once these bytes do. */
function reader<T>(path: string, read: () => Promise<T>): (bytes: Buffer) => Promise<T> {
  return async (bytes) => {
    await writeFile(path, bytes);
    return read();
  };
}
