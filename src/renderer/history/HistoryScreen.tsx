import { useEffect, useRef, useState } from 'react';
import type { ReceiptView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import type { Wanted } from '../day/day-state.ts';
import { NeverConnected } from '../day/NeverConnected.tsx';
import { Screen } from '../parts/Screen.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Month } from './Month.tsx';
import { showId } from './PastFile.tsx';
import { PastReceipt } from './PastReceipt.tsx';
import { type Past, usePast } from './use-past.ts';
import { dayText } from './words.ts';

export interface HistoryProps {
  /** The day that is shown beside the calendar. */
  chosen: string | null;
  onChoose(date: string): void;
  /** Goes to End of day for a file of that day; null: of today. */
  onSend(wanted: Wanted): void;
}

/** The business days of this branch, as far as this PC knows them. */
export function HistoryScreen(props: HistoryProps) {
  const { today } = useApp().state;
  return today ? <PastDays {...props} today={today.businessDate} /> : <NoDays />;
}

/** Nobody knows when this branch's days end before head office was reached. */
function NoDays() {
  const { history } = useApp().strings;
  return (
    <Screen announcement="">
      <ScreenTitle title={history.title} day={null} />
      <section className={useSharedStyles().card}>
        <NeverConnected />
      </section>
    </Screen>
  );
}

function PastDays({ today, ...props }: HistoryProps & { today: string }) {
  const { strings } = useApp();
  const past = usePast(props.chosen, today);
  const { receipt, show, leave } = useShownReceipt();
  return (
    <Screen announcement={useAnnouncement(past)}>
      <ScreenTitle title={strings.history.title} day={null} />
      {receipt ? (
        <PastReceipt receipt={receipt} onBack={leave} />
      ) : (
        <Month past={past} today={today} onShow={show} {...props} />
      )}
    </Screen>
  );
}

/** The receipt that is looked at. Who leaves it is where they were. */
function useShownReceipt() {
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  const left = useRef<string>(null);
  useEffect(() => {
    if (receipt || !left.current) return;
    document.getElementById(showId(left.current))?.focus();
    left.current = null;
  }, [receipt]);
  const leave = (): void => {
    left.current = receipt?.documentId ?? null;
    setReceipt(null);
  };
  return { receipt, show: setReceipt, leave };
}

/** The day that was chosen, once it is there: the focus stays in the calendar. */
function useAnnouncement({ day, month }: Past): string {
  const app = useApp();
  if (!day.value || !month.value) return '';
  const text = dayText(day.value, month.value.since, app);
  return app.strings.history.day.announced(app.format.fullDay(day.value.businessDate), text);
}
