import type { DraftView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { sameClosing } from './closings.ts';
import { useDay } from './day-store.ts';
import { KnownAnswer } from './KnownAnswer.tsx';
import { KnownQuestion } from './KnownQuestion.tsx';
import { NoManagers } from './NoManagers.tsx';
import { Sending } from './Sending.tsx';
import { SignForm } from './SignForm.tsx';
import { Step } from './Step.tsx';

/** The third step: who signs, and sending. */
export function SignStep({ draft }: { draft: DraftView }) {
  const { strings } = useApp();
  const { stage } = useDay();
  return (
    <Step id="sign" number={3} title={strings.day.steps.sign} state="current">
      {stage === 'sending' ? <Sending /> : <Signing draft={draft} />}
    </Step>
  );
}

function Signing({ draft }: { draft: DraftView }) {
  const { trouble, notice } = useDay();
  const { sign } = useApp().strings.day;
  const shared = useSharedStyles();
  const isAtForm = trouble?.error.code === 'passphrase-wrong';
  return (
    <div className={shared.stack}>
      {trouble?.at === 'sign' && !isAtForm && <ErrorNote error={trouble.error} />}
      {notice === 'cancelled' && <Note intent="info" text={sign.cancelled} />}
      <Ready draft={draft} />
    </div>
  );
}

/** One thing at a time: which day it is, where this PC can't say; what the file is, where the day is closed already; a manager, where there is none; then who signs. */
function Ready({ draft }: { draft: DraftView }) {
  const { managers } = useApp().state;
  const { answer } = useDay();
  const known = sameClosing(draft);
  if (!draft.dateIsCertain) return <DayUnknown />;
  if (known && answer === null) return <KnownQuestion draft={draft} known={known} />;
  if (managers.length === 0) return <NoManagers />;
  return (
    <>
      {answer && <KnownAnswer draft={draft} answer={answer} />}
      <SignForm draft={draft} />
    </>
  );
}

/** Sales on the wrong day are worse than a question. */
function DayUnknown() {
  const { check } = useApp().strings.day;
  return <Note intent="warning" text={check.dateUnknown} />;
}
