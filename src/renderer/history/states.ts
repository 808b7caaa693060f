import type { HistoryState } from '../../preload/index.ts';

/** The states that have a mark, as they are listed: what needs a person comes last, where it is remembered. */
export const MARKED = ['delivered', 'sending', 'queued', 'held', 'closed', 'missing', 'refused'] as const;

export type MarkedState = (typeof MARKED)[number];

export const isMarked = (state: HistoryState): state is MarkedState => MARKED.some((marked) => marked === state);
