import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { entryOf } from './closings.ts';
import { fetchReceipt } from './day-actions.ts';
import { useDay } from './day-store.ts';

/** Fetches the receipt of what was queued, once it has left the outbox. */
export function useDelivered(): void {
  const { outbox } = useApp().state;
  const { done } = useDay();
  useEffect(() => {
    if (!done || done.state === 'delivered') return;
    if (!entryOf(outbox, done)) void fetchReceipt(done.documentId);
  }, [outbox, done]);
}
