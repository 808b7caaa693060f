import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { PastClosingView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { grouped } from '../day/words.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { type Fact, Facts } from '../parts/Facts.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { StateIcon } from './StateIcon.tsx';

const useStyles = makeStyles({
  file: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: tokens.spacingVerticalM },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

interface Props {
  file: PastClosingView;
  onShow(): void;
  /** Undefined where no other file can take its place. */
  onCorrect: (() => void) | undefined;
}

/** One file that was signed for a day: what became of it, and what proves it. */
export function PastFile({ file, onShow, onCorrect }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { states, file: words, day } = strings.history;
  const { state, receipt, error, isReplaced, fileName, documentId } = file;
  const isSettled = state === 'queued' || isReplaced;
  return (
    <li className={mergeClasses(shared.stack, styles.file)}>
      <div className={styles.state}>
        <StateIcon state={state} />
        <strong>{states[state]}</strong>
      </div>
      {isReplaced && <div className={shared.muted}>{words.replaced}</div>}
      <Facts facts={useFacts(file)} />
      {error && <ErrorNote error={error} intent={isSettled ? 'info' : 'warning'} role="group" />}
      {receipt && (
        <div>
          <Button id={showId(documentId)} aria-label={words.showReceipt(fileName)} onClick={onShow}>
            {words.show}
          </Button>
        </div>
      )}
      {state === 'refused' && onCorrect && (
        <div>
          <Button appearance="primary" onClick={onCorrect}>
            {day.sendCorrected}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Of the button that leads to a receipt, which takes the focus again when that is left. */
export const showId = (documentId: string): string => `history-show-${documentId}`;

function useFacts({ receipt, revision, managerName, queuedAt, fileName, state, documentId }: PastClosingView): Fact[] {
  const { strings, format } = useApp();
  const words = strings.day.receipt;
  const net = receipt?.totals.net;
  return [
    ...(receipt
      ? [
          { name: words.number, value: grouped(receipt.number) },
          { name: words.time, value: format.moment(receipt.receivedAt) },
        ]
      : []),
    ...(receipt && typeof net === 'number' ? [{ name: words.net, value: format.money(net, receipt.totals) }] : []),
    { name: words.file, value: fileName },
    { name: words.manager, value: managerName },
    { name: strings.history.file.signedAt, value: format.moment(queuedAt) },
    ...(revision > 1 ? [{ name: words.revision, value: format.number(revision) }] : []),
    // Head office lets a closing in by it.
    ...(state === 'held' ? [{ name: words.document, value: documentId, isCode: true }] : []),
  ];
}
