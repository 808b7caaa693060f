import type { Command } from 'commander';
import { z } from 'zod';
import { table, typed } from '../../shared/command-line.ts';
import { asSpamsError, type SpamsError } from '../../shared/errors.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import { Branch } from '../branch/branch.ts';
import { collectDiagnostics } from '../branch/diagnostics/collect.ts';
import { zipOf } from '../branch/diagnostics/zip.ts';
import type { Home } from '../branch/home.ts';
import type { BranchLog } from '../branch/log.ts';
import { onHome } from './run.ts';

/** `diagnostics --out FILE`: also of a home that can't be opened, which is when it is wanted most. */
export function diagnosticsCommand(program: Command): void {
  program
    .command('diagnostics')
    .description('what IT needs to find out what is wrong: no keys, no sales')
    .requiredOption('--out <file>', 'the ZIP archive to write')
    .action(
      onHome(async (home, log, options) => {
        const out = typed(z.string().min(1), options.out, '--out');
        const files = await collected(home, log);
        await writeFileAtomic(out, zipOf(files, new Date()));
        const sizes = files.map(({ name, text }) => ({ name, size: Buffer.byteLength(text) }));
        const rows = sizes.map(({ name, size }) => [name, size]);
        return {
          json: { out, files: sizes },
          text: `${table(['File', 'Bytes'], rows)}\nSaved in ${out}: no keys, no sales.`,
        };
      }),
    );
}

async function collected(home: Home, log: BranchLog) {
  const branch = await opened(home, log);
  if (branch instanceof Error) return collectDiagnostics(home, branch);
  try {
    await branch.tryConnect();
    return await collectDiagnostics(home, branch);
  } finally {
    await branch.close();
  }
}

async function opened(home: Home, log: BranchLog): Promise<Branch | SpamsError> {
  try {
    return await Branch.open({ home, log });
  } catch (error) {
    return asSpamsError(error);
  }
}
