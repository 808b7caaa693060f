import { fileURLToPath } from 'node:url';
import { launch } from '../shared/launch.ts';

await launch(fileURLToPath(import.meta.url), async () => {
  const { runCommandLine } = await import('../shared/command-line.ts');
  const { officeProgram } = await import('./program.ts');
  return runCommandLine(officeProgram(), process.argv.slice(2));
});
