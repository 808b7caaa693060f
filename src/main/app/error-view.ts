import { asSpamsError } from '../../shared/errors.ts';
import type { ErrorView } from './views.ts';

/** Whatever was thrown, in a person's words. */
export function errorView(thrown: unknown): ErrorView {
  const error = asSpamsError(thrown);
  return { code: error.code, ...error.person() };
}
