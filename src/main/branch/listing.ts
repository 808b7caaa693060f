import { asSpamsError, type SpamsError } from '../../shared/errors.ts';

/** What could be read of several things kept on this PC, and why the rest couldn't: one that is damaged hides no other. */
export interface Listing<T> {
  items: T[];
  damaged: SpamsError[];
}

/** Reads each of `names`, one after another. */
export async function readEach<N, T>(names: readonly N[], read: (name: N) => Promise<T>): Promise<Listing<T>> {
  const listing: Listing<T> = { items: [], damaged: [] };
  for (const name of names) {
    try {
      listing.items.push(await read(name));
    } catch (error) {
      listing.damaged.push(asSpamsError(error));
    }
  }
  return listing;
}
