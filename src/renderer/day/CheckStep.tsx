import type { DraftView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Breakdown } from './Breakdown.tsx';
import { BusinessDate, Understood } from './BusinessDate.tsx';
import { Correct } from './Correct.tsx';
import { useDay } from './day-store.ts';
import { OtherDay } from './OtherDay.tsx';
import { Step } from './Step.tsx';
import { TopItems } from './TopItems.tsx';
import { TotalChecks } from './TotalChecks.tsx';
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
        {stage === 'review' && <OtherDay key={`${draft.fileSha256} ${draft.businessDate}`} draft={draft} />}
        {stage === 'review' && <BusinessDate draft={draft} />}
        {draft.totals.lines === 0 ? <NothingRead /> : <Sales draft={draft} />}
        <Warnings groups={draft.warnings} />
        {stage === 'review' && draft.correction && <Correct correction={draft.correction} />}
      </div>
    </Step>
  );
}

/** What was counted, from all sides. */
function Sales({ draft: { totals, weekBefore, summary, needsReview } }: { draft: DraftView }) {
  return (
    <>
      <Totals totals={totals} weekBefore={weekBefore} />
      <TotalChecks checks={summary.checks} money={totals} />
      {needsReview && <NeedsReview />}
      {summary.topItems.length > 0 && <TopItems items={summary.topItems} money={totals} />}
      <Breakdown summary={summary} money={totals} />
    </>
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
