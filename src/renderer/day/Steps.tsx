import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { Loading } from '../parts/Loading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { CheckStep } from './CheckStep.tsx';
import { useDay } from './day-store.ts';
import { FileChosen, FileStep } from './FileStep.tsx';
import { SignStep } from './SignStep.tsx';
import { StepToCome, WIDE } from './Step.tsx';

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
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
  const { day } = useApp().strings;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (stage === 'loading') return <Loading label={day.loading} sizes={[128, 32, 32, 32]} />;
  return (
    <div className={styles.room}>
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
    </div>
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
