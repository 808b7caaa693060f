import { createCipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fileError, listFolder, removeFile, temporaryBeside, writeAtomic } from '../shared/files.ts';
import { sealUnderPassphrase } from '../shared/pki/passphrase-box.ts';
import type { AuditHead } from './audit/chain.ts';
import { officePaths } from './config.ts';
import { type OfficeContext, transact } from './context.ts';

/** What a backup says of itself, in the clear, on its first line. */
interface BackupHeader {
  format: 'spams-backup';
  version: 1;
  madeAt: string;
  office: string;
  root: string;
  /** The keys inside, by file name. */
  keys: string[];
  /** Where the audit chain stood: a restore is checked against it. */
  audit: AuditHead;
  files: { name: string; size: number }[];
  /** The data key, sealed under the backup's passphrase. */
  box: unknown;
  nonce: string;
}

/** A file that goes into a backup: its name there, where it lies, its length in bytes. */
interface Source {
  name: string;
  path: string;
  size: number;
}

/**
 * Backs up an office while it runs: settings, keys and a snapshot of the database, as one file. Its first line says
 * what is in it; the files follow one after another under AES-256-GCM (the first line is authenticated with them), the
 * tag last.
 */
export async function backupOffice(
  office: OfficeContext,
  folder: string,
  out: string,
  passphrase: string,
  actor: string,
): Promise<BackupHeader> {
  const paths = officePaths(folder);
  const snapshot = temporaryBeside(paths.database);
  try {
    const audit = await transact(office, (tx) =>
      office.audit.append(tx, { actor, action: 'backup.made', subject: 'office' }),
    );
    await sql`vacuum into ${sql.lit(snapshot)}`.execute(office.db);
    const sources = await sourcesOf(paths, snapshot);
    const dataKey = randomBytes(32);
    const header: BackupHeader = {
      format: 'spams-backup',
      version: 1,
      madeAt: office.clock().toISOString(),
      office: office.config.name,
      root: office.keys.root.fingerprint,
      keys: sources.flatMap(({ name }) => /^keys\/(.*(?<!\.pem))$/.exec(name)?.[1] ?? []),
      audit,
      files: sources.map(({ name, size }) => ({ name, size })),
      box: JSON.parse((await sealUnderPassphrase(dataKey, passphrase)).toString('utf8')),
      nonce: randomBytes(12).toString('base64'),
    };
    await writeSealed(out, header, dataKey, sources);
    return header;
  } finally {
    await removeFile(snapshot);
  }
}

async function sourcesOf({ config, keys }: ReturnType<typeof officePaths>, snapshot: string): Promise<Source[]> {
  const names = (await listFolder(keys)).filter((name) => !name.startsWith('.')).sort();
  const files = [
    { name: 'config.json', path: config },
    ...names.map((name) => ({ name: `keys/${name}`, path: join(keys, name) })),
    { name: 'office.db', path: snapshot },
  ];
  return Promise.all(files.map(async (file) => ({ ...file, size: await sizeOf(file.path) })));
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw fileError(error, path);
  }
}

async function writeSealed(
  out: string,
  header: BackupHeader,
  dataKey: Buffer,
  sources: readonly Source[],
): Promise<void> {
  const firstLine = Buffer.from(`${JSON.stringify(header)}\n`);
  const cipher = createCipheriv('aes-256-gcm', dataKey, Buffer.from(header.nonce, 'base64')).setAAD(firstLine);
  dataKey.fill(0);
  await writeAtomic(out, async (file) => {
    await file.writeFile(firstLine);
    for (const { path } of sources)
      for await (const chunk of chunksOf(path)) await file.writeFile(cipher.update(chunk));
    await file.writeFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
  });
}

/** What is wrong with a file that is read must not be told of the one that is written. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw fileError(error, path);
  }
}
