/**
 * A command line, from its sources, that tells each durable step on file descriptor 3 as it is reached, and kills itself
 * at one of them: `node killable.ts office|branch STEP ARGUMENT...`, STEP counting from 1, 0 for none.
 */
import { writeSync } from 'node:fs';
import { branchProgram } from '../../src/main/program.ts';
import { officeProgram } from '../../src/server/program.ts';
import { runCommandLine } from '../../src/shared/command-line.ts';
import { onFailpoint } from '../../src/shared/failpoint.ts';

const [side, last, ...argv] = process.argv.slice(2);
let reached = 0;
onFailpoint((step, about) => {
  writeSync(3, `${step}\t${about}\n`);
  reached += 1;
  if (reached === Number(last)) process.kill(process.pid, 'SIGKILL');
});
process.umask(0o077);
process.exitCode = await runCommandLine(side === 'office' ? officeProgram() : branchProgram(), argv);
