import { useEffect, useState } from 'react';
import type { ErrorView, InviteView, Result } from '../../preload/index.ts';

export interface OpenedInvite {
  invite: InviteView | null;
  /** Why its file can't be read. */
  error: ErrorView | null;
  close(): void;
}

/** The invite file that was double-clicked, before SPAMS runs or while it does. */
export function useOpenedInvite(): OpenedInvite {
  const [opened, setOpened] = useState<Result<InviteView> | null>(null);
  useEffect(() => {
    void window.spams.openedInvite(undefined).then((result) => result.ok && result.value && setOpened(result.value));
    return window.spams.onInvite(setOpened);
  }, []);
  return {
    invite: opened?.ok ? opened.value : null,
    error: opened && !opened.ok ? opened.error : null,
    close: () => setOpened(null),
  };
}
