import { SpamsError } from '../shared/errors.ts';

/** What was asked for makes no sense, or not together. */
export const usage = (reason: string): SpamsError => new SpamsError('usage', { params: { reason } });
