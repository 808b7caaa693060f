import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ReceiptView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useEscape } from '../app/use-shortcut.ts';
import { Receipt } from '../day/Receipt.tsx';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  receipt: { alignItems: 'center', textAlign: 'center', gap: tokens.spacingVerticalL },
});

interface Props {
  receipt: ReceiptView;
  onBack(): void;
}

/** A receipt of an earlier day in the calendar's place, to be saved and printed. */
export function PastReceipt({ receipt, onBack }: Props) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const heading = useRef<HTMLHeadingElement>(null);
  useEscape(onBack);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={mergeClasses(shared.card, shared.stack, styles.receipt)}>
      <Heading ref={heading}>{strings.day.receipt.title(format.fullDay(receipt.businessDate))}</Heading>
      <Receipt receipt={receipt}>
        <Button onClick={onBack}>{strings.history.file.back}</Button>
      </Receipt>
    </section>
  );
}
