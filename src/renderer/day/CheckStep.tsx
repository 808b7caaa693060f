import type { DraftView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { BusinessDate, Understood } from './BusinessDate.tsx';
import { useDay } from './day-store.ts';
import { Step } from './Step.tsx';
import { TopItems } from './TopItems.tsx';
import { Totals } from './Totals.tsx';
import { Warnings } from './Warnings.tsx';

/** The second step: what was understood of the file, before it is signed. */
export function CheckStep({ draft }: { draft: DraftView }) {
  const { strings } = useApp();
  const { trouble, stage } = useDay();
  const shared = useSharedStyles();
  return (
    <Step id="check" number={2} title={strings.day.steps.check} state={stage === 'review' ? 'current' : 'done'}>
      <div className={shared.stack}>
        {trouble?.at === 'check' && <ErrorNote error={trouble.error} intent="warning" />}
        <Understood draft={draft} />
        {stage === 'review' && <BusinessDate draft={draft} />}
        {draft.totals.lines === 0 ? <NothingRead /> : <Totals totals={draft.totals} weekBefore={draft.weekBefore} />}
        {draft.needsReview && draft.totals.lines > 0 && <NeedsReview />}
        {draft.topItems.length > 0 && <TopItems items={draft.topItems} money={draft.totals} />}
        <Warnings groups={draft.warnings} />
      </div>
    </Step>
  );
}

function NothingRead() {
  const { check } = useApp().strings.day;
  return <Note intent="warning" title={check.nothing} text={check.nothingNote} />;
}

function NeedsReview() {
  const { check } = useApp().strings.day;
  return <Note intent="warning" title={check.review} text={check.reviewNote} />;
}
