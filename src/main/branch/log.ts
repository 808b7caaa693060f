import { join } from 'node:path';
import electronLog from 'electron-log/node';

/** What a branch operation may write to: text for IT, never a key, a code, a passphrase or sales. */
export interface BranchLog {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

const MAX_FILE = 5 * 1024 * 1024;

/** What electron-log itself says, of a log that it can't write, is one line: a stack is nothing for a person to read. */
const { console: own } = electronLog.transports;
own.transforms = [];
own.writeFn = ({ message: { data } }) => {
  const reason = data.find((each) => each instanceof Error)?.message ?? data.join(' ');
  process.stderr.write(`The log can't be written: ${reason}\n`);
};

/** A log file in the branch's home, rotated by electron-log; nothing on the console, which belongs to the command. */
export function openLog(folder: string): BranchLog {
  const log = electronLog.create({ logId: folder });
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => join(folder, 'branch.log');
  log.transports.file.maxSize = MAX_FILE;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.format = '{iso} {level} {text}';
  return log;
}
