import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { CheckStep } from './CheckStep.tsx';
import { useDay } from './day-store.ts';
import { FileChosen, FileStep } from './FileStep.tsx';
import { SignStep } from './SignStep.tsx';
import { StepToCome } from './Step.tsx';
import { useDayStyles, WIDE } from './styles.ts';

const useStyles = makeStyles({
  /** Checking and signing lie side by side where there is room: what is signed stays in view. */
  steps: {
    display: 'grid',
    alignItems: 'start',
    gap: tokens.spacingVerticalL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    [WIDE]: { gridTemplateColumns: 'minmax(0, 1fr) 320px' },
  },
});

/** The steps to the receipt: those done, the one at hand, those to come. */
export function Steps() {
  const { stage, draft } = useDay();
  const [shared, styles] = [useDayStyles(), useStyles()];
  if (stage === 'loading') return null;
  return (
    <ol className={mergeClasses(shared.plainList, styles.steps)}>
      {stage === 'file' || !draft ? (
        <FileFirst />
      ) : (
        <>
          <FileChosen />
          <CheckStep draft={draft} />
          <SignStep draft={draft} />
          <ReceiptToCome />
        </>
      )}
    </ol>
  );
}

function FileFirst() {
  const { steps, hints } = useApp().strings.day;
  return (
    <>
      <FileStep />
      <StepToCome number={2} title={steps.check} hint={hints.check} />
      <StepToCome number={3} title={steps.sign} hint={hints.sign} />
      <ReceiptToCome />
    </>
  );
}

function ReceiptToCome() {
  const { steps, hints } = useApp().strings.day;
  return <StepToCome number={4} title={steps.receipt} hint={hints.receipt} />;
}
