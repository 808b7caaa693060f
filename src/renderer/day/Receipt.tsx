import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DocumentPdf20Regular, Print20Regular } from '@fluentui/react-icons';
import type { ReceiptView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { tell } from './day-store.ts';
import { ReceiptSheet } from './ReceiptSheet.tsx';
import { type Fact, useReceiptFacts } from './receipt-facts.tsx';
import { useDayStyles } from './styles.ts';
import { grouped } from './words.ts';

const useStyles = makeStyles({
  number: { fontSize: tokens.fontSizeHero800, lineHeight: tokens.lineHeightHero800, fontWeight: 600 },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    maxWidth: '32rem',
    margin: 0,
    textAlign: 'start',
  },
  value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  buttons: { justifyContent: 'center' },
});

/** Head office's word that it has the sales, and what to do with it. */
export function Receipt({ receipt }: { receipt: ReceiptView }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useDayStyles(), useStyles()];
  const words = strings.day.receipt;
  const received = { name: words.time, value: format.moment(receipt.receivedAt) };
  const facts = [received, ...useReceiptFacts(receipt)];
  return (
    <>
      <div>
        <div className={shared.muted}>{words.number}</div>
        <div className={mergeClasses(shared.figures, styles.number)}>{grouped(receipt.number)}</div>
      </div>
      <Facts facts={facts} />
      {receipt.needsReview && <div className={shared.muted}>{words.review}</div>}
      <Keep documentId={receipt.documentId} />
      <ReceiptSheet receipt={receipt} />
    </>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  const [shared, styles] = [useDayStyles(), useStyles()];
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => [
        <dt key={`${name} name`} className={shared.muted}>
          {name}
        </dt>,
        <dd key={name} className={mergeClasses(shared.figures, styles.value)}>
          {value}
        </dd>,
      ])}
    </dl>
  );
}

const savePdf = (documentId: string) => window.spams.savePdf({ what: 'receipt', documentId });
const print = () => window.spams.print(undefined);

function Keep({ documentId }: { documentId: string }) {
  const { strings } = useApp();
  const [shared, styles] = [useDayStyles(), useStyles()];
  const [saving, printing] = [useAction(savePdf), useAction(print)];
  const error = saving.error ?? printing.error;
  return (
    <>
      {error && <ErrorNote error={error} />}
      <div className={mergeClasses(shared.row, styles.buttons)}>
        <Button
          icon={<DocumentPdf20Regular />}
          disabledFocusable={saving.busy}
          onClick={() => void saving.run(documentId)}
        >
          {strings.common.savePdf}
        </Button>
        <Button icon={<Print20Regular />} disabledFocusable={printing.busy} onClick={() => void printing.run()}>
          {strings.common.print}
        </Button>
        <Button onClick={() => tell({ type: 'back' })}>{strings.day.receipt.another}</Button>
      </div>
    </>
  );
}
