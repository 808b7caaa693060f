import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { useEscape } from '../app/use-shortcut.ts';
import { Note } from '../parts/Note.tsx';
import { Screen } from '../parts/Screen.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { announcement } from './announcement.ts';
import { Closed } from './Closed.tsx';
import { goBack, resumeDay } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { useDayFocus } from './focus.ts';
import { Outbox } from './Outbox.tsx';
import { Outcome } from './Outcome.tsx';
import { Steps } from './Steps.tsx';
import { useDrop } from './use-drop.ts';

const useStyles = makeStyles({
  /** The whole of it takes a file. */
  screen: { position: 'relative', minHeight: '100%' },
  over: {
    position: 'absolute',
    inset: 0,
    zIndex: 1,
    textAlign: 'center',
    pointerEvents: 'none',
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorBrandBackground2,
    opacity: 0.94,
    fontSize: tokens.fontSizeBase500,
    fontWeight: 600,
  },
  /** In the middle of what is seen of a long page. */
  dropHere: { position: 'sticky', top: '40vh' },
});

/** The end of the day: the sales file in, the receipt out. */
export function DayScreen() {
  const app = useApp();
  const { state, strings, format } = app;
  const day = useDay();
  const { isOver, handlers } = useDrop();
  useDayFocus(day);
  useEscape(goBack);
  useEffect(() => void resumeDay(), []);
  const today = state.today && strings.day.today(format.day(state.today.businessDate));
  return (
    <div className={useStyles().screen} {...handlers}>
      <Screen announcement={announcement(day, state.outbox, app)}>
        <ScreenTitle title={strings.day.title} day={today} />
        {state.today && day.stage !== 'done' && <Closed today={state.today} />}
        {day.notice === 'one-file' && <Note intent="info" text={strings.day.oneFile} />}
        {day.done ? <Outcome done={day.done} /> : <Steps />}
        <Outbox />
      </Screen>
      {isOver && <DropHere />}
    </div>
  );
}

function DropHere() {
  const { strings } = useApp();
  const styles = useStyles();
  return (
    <div className={styles.over}>
      <div className={styles.dropHere}>{strings.day.dropHere}</div>
    </div>
  );
}
