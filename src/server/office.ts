import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SpamsError } from '../shared/errors.ts';
import { makePrivateFolder, removeLeftovers, renameSynced } from '../shared/files.ts';
import { lockFolder } from '../shared/folder-lock.ts';
import { type Issuer, issueFor, issueIssuing, issueOfficeTls, issueRoot } from '../shared/pki/issue.ts';
import { generateEcKey, generateRsaKey } from '../shared/pki/keys.ts';
import { AuditChain } from './audit/chain.ts';
import { recordCertificate } from './authority/certificates.ts';
import { issueCrl, issueRootCrl } from './authority/crl.ts';
import { KeyFiles } from './authority/key-files.ts';
import { OfficeKeys } from './authority/office-keys.ts';
import { type Clock, systemClock } from './clock.ts';
import { type OfficeConfig, officePaths, readConfig, writeConfig } from './config.ts';
import { type OfficeContext, transact } from './context.ts';
import { openStore } from './store/store.ts';

export interface OfficeOptions {
  clock?: Clock;
  /** Opens the keys in DATA/keys, where one was set at `init`. */
  passphrase?: string | undefined;
}

export interface Office extends OfficeContext {
  close(): Promise<void>;
}

const AUDIT_KEY = 'audit';
const UNFINISHED = 'init.tmp';
const AUDIT_KEY_LENGTH = 32;
/** No write takes so long, not even a backup's snapshot of the database: what is older was left by a crash. Milliseconds. */
const LONGEST_WRITE = 24 * 60 * 60 * 1000;

/** Opens an office's data folder. Throws `office-not-initialised`, `passphrase-required`, `passphrase-wrong`, `state-damaged`. */
export async function openOffice(
  folder: string,
  { clock = systemClock, passphrase }: OfficeOptions = {},
): Promise<Office> {
  const config = await readConfig(folder);
  const paths = officePaths(folder);
  // Left by an init that died in its last step: a whole office must not look like an unfinished one.
  await rm(join(folder, UNFINISHED), { recursive: true, force: true });
  const files = new KeyFiles(paths.keys, passphrase);
  const keys = await OfficeKeys.open(files);
  const longAgo = new Date(clock().getTime() - LONGEST_WRITE);
  for (const place of [folder, paths.keys]) await removeLeftovers(place, longAgo);
  const auditKey = await files.loadSecret(AUDIT_KEY);
  // Records made under part of the key would break the chain for good.
  if (auditKey.length !== AUDIT_KEY_LENGTH) {
    throw new SpamsError('state-damaged', { params: { path: join(paths.keys, `${AUDIT_KEY}.key`) } });
  }
  const audit = new AuditChain(auditKey, clock);
  const db = await openStore(paths.database);
  return { config, db, keys, audit, clock, close: () => db.destroy() };
}

interface NewOffice extends OfficeOptions {
  config: OfficeConfig;
  /** Seals the root key, which only `init` and ceremonies open. */
  rootPassphrase: string;
  actor: string;
}

/**
 * Makes a new office: root, issuing CA, its own certificates, first CRLs, database. All is made aside and put in place
 * last, `config.json` after everything else: a folder with it is a whole office. One that was cut short is begun anew.
 * @returns the root's fingerprint
 * @throws `office-exists`, `home-locked` while another `init` is at it
 */
export async function createOffice(folder: string, options: NewOffice): Promise<{ root: string }> {
  await makePrivateFolder(folder);
  const lock = await lockFolder(folder);
  try {
    return { root: await makeAside(folder, options) };
  } finally {
    await lock.release();
  }
}

async function makeAside(folder: string, options: NewOffice): Promise<string> {
  const paths = officePaths(folder);
  const aside = join(folder, UNFINISHED);
  if (!(await exists(paths.config)) && (await exists(aside))) await removeUnfinished(paths);
  for (const path of Object.values(paths)) {
    if (await exists(path)) throw new SpamsError('office-exists', { params: { path: folder } });
  }
  await rm(aside, { recursive: true, force: true });
  await makePrivateFolder(officePaths(aside).keys);
  const root = await fill(aside, options);
  await renameSynced(officePaths(aside).keys, paths.keys);
  await renameSynced(officePaths(aside).database, paths.database);
  await writeConfig(folder, options.config);
  await rm(aside, { recursive: true, force: true });
  return root;
}

/** What an `init` that never came to its end had already put in place: nobody has ever used it. */
async function removeUnfinished({ keys, database }: ReturnType<typeof officePaths>): Promise<void> {
  await rm(keys, { recursive: true, force: true });
  await rm(database, { force: true });
}

async function fill(folder: string, options: NewOffice): Promise<string> {
  const { config, rootPassphrase, passphrase, actor, clock = systemClock } = options;
  const files = new KeyFiles(officePaths(folder).keys, passphrase);
  const { root, issued } = await makeKeys(
    files,
    new KeyFiles(officePaths(folder).keys, rootPassphrase),
    config.host,
    clock(),
  );
  const auditKey = randomBytes(AUDIT_KEY_LENGTH);
  const audit = new AuditChain(Buffer.from(auditKey), clock);
  await files.saveSecret(AUDIT_KEY, auditKey);
  const db = await openStore(officePaths(folder).database, { create: true });
  const context: OfficeContext = { config, db, keys: await OfficeKeys.open(files), audit, clock };
  await transact(context, async (tx) => {
    for (const [role, { certificate }] of Object.entries(issued)) await recordCertificate(tx, certificate, role);
    await issueRootCrl(tx, root, clock);
    await issueCrl(tx, issued.issuing, clock);
    const subject = root.certificate.fingerprint;
    await audit.append(tx, {
      actor,
      action: 'office.initialised',
      subject,
      detail: { name: config.name, host: config.host },
    });
  });
  await db.destroy();
  return root.certificate.fingerprint;
}

/** Generates and certifies every key of DESIGN section 3 that is the office's. The root key never meets the others' passphrase. */
async function makeKeys(files: KeyFiles, rootFiles: KeyFiles, host: string, now: Date) {
  const [rootKey, issuingKey, signingKey, encryptionKey, tlsKey] = await Promise.all([
    generateRsaKey(),
    generateRsaKey(),
    generateRsaKey(),
    generateRsaKey(),
    generateEcKey(),
  ]);
  const root: Issuer = { certificate: await issueRoot(rootKey, now), privateKey: rootKey.privateKey };
  const issuing: Issuer = {
    certificate: await issueIssuing(issuingKey.publicKey, root, now),
    privateKey: issuingKey.privateKey,
  };
  const signing = {
    certificate: await issueFor({ role: 'office-signing' }, signingKey.publicKey, issuing, now),
    privateKey: signingKey.privateKey,
  };
  const encryption = {
    certificate: await issueFor({ role: 'office-encryption' }, encryptionKey.publicKey, issuing, now),
    privateKey: encryptionKey.privateKey,
  };
  const tls = {
    certificate: await issueOfficeTls(tlsKey.publicKey, host, issuing, now),
    privateKey: tlsKey.privateKey,
  };
  await rootFiles.save('root', root);
  for (const [role, key] of Object.entries({ issuing, signing, encryption, tls })) {
    await files.save(role as 'issuing', key);
  }
  return { root, issued: { issuing, signing, encryption, tls } };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
