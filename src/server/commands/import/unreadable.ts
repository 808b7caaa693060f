import { SpamsError } from '../../../shared/errors.ts';

/** A file of branches that can't be read as a whole. */
export const unreadable = (reason: string): SpamsError => new SpamsError('branches-unreadable', { params: { reason } });
