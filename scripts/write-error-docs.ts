import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorDocs } from './error-docs.ts';

/** Writes docs/errors.md; a test fails while it isn't what this would write. */
const docs = join(import.meta.dirname, '../docs');
await mkdir(docs, { recursive: true });
await writeFile(join(docs, 'errors.md'), errorDocs());
