import type { BranchLog } from '../../src/main/branch/log.ts';
import type { BranchSettings } from '../../src/server/authority/branches.ts';

export const ROOT_PASSPHRASE = 'root passphrase of the tests';

/** The manager's, in every test branch. */
export const PASSPHRASE = 'laksa and kopi';

export const BRANCH_SETTINGS: BranchSettings = {
  name: 'Orchard Road',
  timeZone: 'Asia/Singapore',
  currency: 'SGD',
  cutoff: 4,
  locale: 'en-SG',
};

/** A log that keeps its lines. */
export class TestLog implements BranchLog {
  readonly lines: string[] = [];
  info(text: string): void {
    this.lines.push(`info ${text}`);
  }
  warn(text: string): void {
    this.lines.push(`warn ${text}`);
  }
  error(text: string): void {
    this.lines.push(`error ${text}`);
  }
}
