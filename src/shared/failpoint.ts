/** A step after which something is on disk, or on the wire, that wasn't before. */
export type FailpointStep =
  | 'folder made'
  | 'file made'
  | 'file written'
  | 'file synced'
  | 'file renamed'
  | 'rename synced'
  | 'file removed'
  | 'transaction begun'
  | 'audit record appended'
  | 'transaction complete'
  | 'transaction committed'
  | 'request about to be sent'
  | 'answer received';

/** Told of each step as it is reached, and of what: a path, an action. May throw, or end the process. */
export type FailpointHandler = (step: FailpointStep, about: string) => void;

let handler: FailpointHandler | undefined;

/** Sets who is told, for tests that kill the process or fill the disk at a step; undefined for nobody. */
export function onFailpoint(next: FailpointHandler | undefined): void {
  handler = next;
}

/** Marks a durable step. The builds take every call out again (see their configs): what ships has none. */
export function failpoint(step: FailpointStep, about = ''): void {
  handler?.(step, about);
}
