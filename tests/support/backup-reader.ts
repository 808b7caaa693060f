import { createDecipheriv, scryptSync } from 'node:crypto';
import { z } from 'zod';

const headerSchema = z.object({
  format: z.literal('spams-backup'),
  version: z.literal(1),
  office: z.string(),
  root: z.string(),
  keys: z.array(z.string()),
  audit: z.object({ sequence: z.int(), head: z.string() }),
  files: z.array(z.object({ name: z.string(), size: z.int() })),
  box: z.object({ N: z.int(), r: z.int(), p: z.int(), salt: z.base64(), nonce: z.base64(), sealed: z.base64() }),
  nonce: z.base64(),
});

export interface Backup {
  header: z.infer<typeof headerSchema>;
  files: Map<string, Buffer>;
}

/**
 * Reads a backup by its format alone, with none of the office's code: the first line says what is in it, the files
 * follow one after another under AES-256-GCM with the first line as additional data, the tag last. Throws for any byte
 * that was changed, and for another passphrase.
 */
export function readBackup(bytes: Buffer, passphrase: string): Backup {
  const firstLine = bytes.subarray(0, bytes.indexOf('\n') + 1);
  const header = headerSchema.parse(JSON.parse(firstLine.toString('utf8')));
  const { box } = header;
  const cost = { N: box.N, r: box.r, p: box.p, maxmem: 256 * 1024 * 1024 };
  const boxKey = scryptSync(passphrase, Buffer.from(box.salt, 'base64'), 32, cost);
  const dataKey = decrypt(boxKey, Buffer.from(box.nonce, 'base64'), Buffer.from(box.sealed, 'base64'));
  const content = decrypt(dataKey, Buffer.from(header.nonce, 'base64'), bytes.subarray(firstLine.length), firstLine);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const { name, size } of header.files) {
    files.set(name, content.subarray(at, at + size));
    at += size;
  }
  if (at !== content.length) throw new Error('the sizes in the first line do not add up');
  return { header, files };
}

function decrypt(key: Buffer, nonce: Buffer, sealed: Buffer, additional: Buffer = Buffer.alloc(0)): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(additional);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}
