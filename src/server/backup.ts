import { createCipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { removeFile, temporaryBeside, writeAtomic } from '../shared/files.ts';
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
    const keys = (await readdir(paths.keys)).filter((name) => !name.startsWith('.')).sort();
    const sources = [
      { name: 'config.json', path: paths.config },
      ...keys.map((name) => ({ name: `keys/${name}`, path: join(paths.keys, name) })),
      { name: 'office.db', path: snapshot },
    ];
    const dataKey = randomBytes(32);
    const header: BackupHeader = {
      format: 'spams-backup',
      version: 1,
      madeAt: office.clock().toISOString(),
      office: office.config.name,
      root: office.keys.root.fingerprint,
      keys: keys.filter((name) => !name.endsWith('.pem')),
      audit,
      files: await Promise.all(sources.map(async ({ name, path }) => ({ name, size: (await stat(path)).size }))),
      box: JSON.parse((await sealUnderPassphrase(dataKey, passphrase)).toString('utf8')),
      nonce: randomBytes(12).toString('base64'),
    };
    await writeSealed(
      out,
      header,
      dataKey,
      sources.map(({ path }) => path),
    );
    return header;
  } finally {
    await removeFile(snapshot);
  }
}

async function writeSealed(out: string, header: BackupHeader, dataKey: Buffer, paths: string[]): Promise<void> {
  const firstLine = Buffer.from(`${JSON.stringify(header)}\n`);
  const cipher = createCipheriv('aes-256-gcm', dataKey, Buffer.from(header.nonce, 'base64')).setAAD(firstLine);
  dataKey.fill(0);
  await writeAtomic(out, async (file) => {
    await file.writeFile(firstLine);
    for (const path of paths)
      for await (const chunk of createReadStream(path)) await file.writeFile(cipher.update(chunk));
    await file.writeFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
  });
}
