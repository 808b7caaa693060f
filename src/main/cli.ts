import { fileURLToPath } from 'node:url';
import { launch } from '../shared/launch.ts';

await launch(fileURLToPath(import.meta.url), async () => {
  const { runCommandLine } = await import('../shared/command-line.ts');
  const { branchProgram } = await import('./program.ts');
  return runCommandLine(branchProgram(), process.argv.slice(2));
});
