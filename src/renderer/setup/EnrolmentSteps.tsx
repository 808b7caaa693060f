import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Circle20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { EnrolmentStep } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Announcement } from '../parts/Announcement.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const STEPS: EnrolmentStep[] = ['office', 'key', 'certificate', 'saved'];

const useStyles = makeStyles({
  step: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minHeight: '24px' },
  icon: { flexShrink: 0, width: '20px', height: '20px' },
  done: { color: tokens.colorStatusSuccessForeground1 },
});

/** How far an enrolment has come; shown as long as one is under way. */
export function EnrolmentSteps() {
  const words = useApp().strings.setup.steps;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [step, setStep] = useState<EnrolmentStep>('office');
  useEffect(() => window.spams.onEnrolmentStep(setStep), []);
  const reached = step === 'saved' ? STEPS.length : STEPS.indexOf(step);
  return (
    <>
      <ol aria-label={words.name} className={mergeClasses(shared.plainList, shared.stack)}>
        {STEPS.map((each, n) => {
          const state = n < reached ? 'done' : n === reached ? 'now' : 'later';
          return (
            <li key={each} className={mergeClasses(styles.step, state === 'later' && shared.muted)}>
              {state === 'done' && (
                <CheckmarkCircle20Filled aria-hidden className={mergeClasses(styles.icon, styles.done)} />
              )}
              {state === 'now' && <Spinner aria-hidden size="extra-tiny" className={styles.icon} />}
              {state === 'later' && <Circle20Regular aria-hidden className={styles.icon} />}
              <span>
                {words[each]} <span className={shared.hidden}>{words[state]}</span>
              </span>
            </li>
          );
        })}
      </ol>
      <Announcement text={words[step]} />
    </>
  );
}
