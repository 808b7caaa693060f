import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { entryOf } from './closings.ts';
import { fetchReceipt } from './day-actions.ts';
import { tell, useDay } from './day-store.ts';

/** Shows the receipt of what the screen says is queued, once it has left the outbox. */
export function useDelivered(): void {
  const { outbox } = useApp().state;
  const { done } = useDay();
  useEffect(() => {
    if (!done || done.outcome.state === 'delivered') return;
    const entry = entryOf(outbox, done);
    if (entry && !done.documentId) tell({ type: 'in-outbox', documentId: entry.documentId });
    if (!entry && done.documentId) void fetchReceipt(done.documentId);
  }, [outbox, done]);
}
