import type { Branch } from '../branch/branch.ts';

/** A manager as head office calls them; by their id where it doesn't say. */
export function nameOf({ office }: Branch, id: string): string {
  return office?.managers.find((manager) => manager.id === id)?.name ?? id;
}
