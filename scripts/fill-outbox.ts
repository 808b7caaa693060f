import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BRANCH, demoOffice, run, SALES } from './demo-office.ts';

/**
 * Leaves a branch's home with sales that wait to be sent to an office that is gone: to try an installer on.
 * `node scripts/fill-outbox.ts HOME`
 */
const home = process.argv[2];
if (!home) throw new Error('Where is the home to be made?');
const branch = <T>(...args: string[]) => run<T>(BRANCH, ['--home', home, ...args]);
const folder = await mkdtemp(join(tmpdir(), 'spams-outbox-'));
const office = await demoOffice(folder);
await branch('enroll', office.device);
await branch('manager', 'enroll', office.manager);
await office.stop();
await rm(folder, { recursive: true });
// It ends with 5, as it should: the office can't be reached.
await branch('closing', 'upload', SALES, '--manager', 'mei').catch(() => {});
const { outbox } = await branch<{ outbox: object[] }>('outbox', 'list');
if (outbox.length !== 1) throw new Error('Nothing is queued.');
console.log(JSON.stringify({ home, queued: outbox.length }));
