import { Button } from '@fluentui/react-components';
import type { TodayView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Note } from '../parts/Note.tsx';
import { showReceipt } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { isUnsettled } from './readings.ts';

/** That today's sales are uploaded already, or signed and on their way; with what proves it. */
export function Closed({ today }: { today: TodayView }) {
  const { strings, format } = useApp();
  const show = useAction(showReceipt);
  if (today.closed === 'no') return null;
  const { closed, waits, closedMore } = strings.day;
  const isDelivered = today.closed === 'delivered';
  const title = (isDelivered ? closed : waits)(format.day(today.businessDate));
  return (
    <>
      <Note intent={isDelivered ? 'success' : 'info'} title={title} text={closedMore}>
        {today.delivered.length > 0 && <Receipts of={today.delivered} onShow={show.run} />}
      </Note>
      {show.error && <ErrorNote error={show.error} />}
    </>
  );
}

interface Props {
  of: TodayView['delivered'];
  onShow(documentId: string): void;
}

/** One for each till. */
function Receipts({ of: delivered, onShow }: Props) {
  const { showReceipt, showReceiptOf } = useApp().strings.day;
  const day = useDay();
  const isBusy = day.stage === 'sending' || isUnsettled(day);
  return delivered.map(({ documentId, part }) => (
    <Button key={documentId} disabledFocusable={isBusy} onClick={() => onShow(documentId)}>
      {delivered.length === 1 ? showReceipt : showReceiptOf(part)}
    </Button>
  ));
}
