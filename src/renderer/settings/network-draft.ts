import type { NetworkChoice, NetworkView } from '../../preload/index.ts';

/** What stands in the fields. */
export interface NetworkDraft {
  way: NetworkView['way'];
  host: string;
  port: string;
  user: string;
  /** Empty: the one that is kept, where it is for the same user of the same proxy. */
  password: string;
}

export type NetworkField = 'host' | 'port' | 'user';

export function draftOf({ way, host, port, user }: NetworkView): NetworkDraft {
  return { way, host, port: port === null ? '' : String(port), user, password: '' };
}

const NAME = /^[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u;
const IPV6 = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*$/i;

/** The fields that can't be meant so. */
export function complaintsOf(draft: NetworkDraft): NetworkField[] {
  if (draft.way !== 'manual') return [];
  const [host, port] = [draft.host.trim(), Number(draft.port.trim())];
  const wrong: Record<NetworkField, boolean> = {
    host: !NAME.test(host) && !IPV6.test(host),
    port: !/^\d{1,5}$/.test(draft.port.trim()) || port < 1 || port > 65_535,
    user: draft.user.includes(':'),
  };
  return (Object.keys(wrong) as NetworkField[]).filter((field) => wrong[field]);
}

/** A choice without complaints, as main takes it. */
export function choiceOf(draft: NetworkDraft): NetworkChoice {
  if (draft.way !== 'manual') return { way: draft.way };
  const [user, password] = [draft.user.trim() || null, draft.password || null];
  return { way: 'manual', host: draft.host.trim(), port: Number(draft.port.trim()), user, password };
}

/** Whether an empty password means the one that this PC knows already. */
export function keepsPassword(draft: NetworkDraft, view: NetworkView): boolean {
  const { host, port, user } = draftOf(view);
  return view.hasPassword && draft.host.trim() === host && draft.port.trim() === port && draft.user.trim() === user;
}
