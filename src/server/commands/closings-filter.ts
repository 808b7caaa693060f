import type { Command } from 'commander';
import { businessDate } from '../../shared/cms/entity.ts';
import { typed } from '../../shared/command-line.ts';
import { branchCode } from '../../shared/pki/identity.ts';
import type { ClosingFilter } from '../closings/list.ts';

/** The options that pick closings. */
export function withFilter(command: Command): Command {
  return command
    .option('--date <date>', 'of one business date')
    .option('--branch <code>', 'of one branch')
    .option('--needs-review', 'only those that a person should look at');
}

/** Throws `usage`. */
export function filterOf(options: Record<string, unknown>): ClosingFilter {
  const date = dateOf(options);
  const branch = branchOption(options);
  return {
    ...(date && { from: date, to: date }),
    ...(branch && { branch }),
    needsReview: options.needsReview === true,
  };
}

/** Throws `usage`. */
export const dateOf = ({ date }: Record<string, unknown>): string | undefined =>
  date === undefined ? undefined : typed(businessDate, date, '--date');

/** Throws `usage`. */
export const branchOption = ({ branch }: Record<string, unknown>): string | undefined =>
  branch === undefined ? undefined : typed(branchCode, branch, '--branch');
