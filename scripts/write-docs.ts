import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorDocs } from './error-docs.ts';
import { fileDocs } from './file-docs.ts';

/** Writes what docs/ says of errors and files; a test fails while it isn't what this would write. */
const docs = join(import.meta.dirname, '../docs');
await mkdir(docs, { recursive: true });
await writeFile(join(docs, 'errors.md'), errorDocs());
await writeFile(join(docs, 'files.md'), fileDocs());
