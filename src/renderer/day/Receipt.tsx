import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DocumentPdf20Regular, Print20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ReceiptView } from '../../preload/index.ts';
import { type How, putOnPaper } from '../app/put-on-paper.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Facts } from '../parts/Facts.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { ReceiptSheet } from './ReceiptSheet.tsx';
import { useReceiptFacts } from './receipt-facts.ts';
import { grouped } from './words.ts';

const useStyles = makeStyles({
  number: { fontSize: tokens.fontSizeHero800, lineHeight: tokens.lineHeightHero800, fontWeight: 600 },
  facts: { maxWidth: '32rem', textAlign: 'start' },
  buttons: { justifyContent: 'center' },
});

interface Props {
  receipt: ReceiptView;
  /** The button that leads on from here. */
  children: ReactNode;
}

/** Head office's word that it has the sales, and what to do with it. */
export function Receipt({ receipt, children }: Props) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const words = strings.day.receipt;
  const received = { name: words.time, value: format.moment(receipt.receivedAt) };
  const facts = [received, ...useReceiptFacts(receipt)];
  return (
    <>
      <div>
        <div className={shared.muted}>{words.number}</div>
        <div className={mergeClasses(shared.figures, styles.number)}>{grouped(receipt.number)}</div>
      </div>
      <div className={styles.facts}>
        <Facts facts={facts} />
      </div>
      {receipt.needsReview && <div className={shared.muted}>{words.review}</div>}
      <Keep documentId={receipt.documentId}>{children}</Keep>
      <ReceiptSheet receipt={receipt} />
    </>
  );
}

function Keep({ documentId, children }: { documentId: string; children: ReactNode }) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { run, busy, error } = useAction(putOnPaper);
  const keep = (how: How): void => {
    if (!busy) void run(how, { what: 'receipt', documentId });
  };
  useShortcut('p', () => keep('print'));
  return (
    <>
      {error && <ErrorNote error={error} />}
      <div className={mergeClasses(shared.row, styles.buttons)}>
        <Button icon={<DocumentPdf20Regular />} disabledFocusable={busy} onClick={() => keep('pdf')}>
          {strings.common.savePdf}
        </Button>
        <Button
          icon={<Print20Regular />}
          disabledFocusable={busy}
          aria-keyshortcuts="Control+P"
          onClick={() => keep('print')}
        >
          {strings.common.print}
        </Button>
        {children}
      </div>
    </>
  );
}
