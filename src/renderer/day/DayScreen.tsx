import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { useEscape } from '../app/use-shortcut.ts';
import { goBack, resumeDay } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { useDayFocus } from './focus.ts';
import { Outbox } from './Outbox.tsx';
import { Outcome } from './Outcome.tsx';
import { Steps } from './Steps.tsx';
import { useDayStyles } from './styles.ts';
import { useAnnouncement } from './use-announcement.ts';
import { useDelivered } from './use-delivered.ts';
import { useDrop } from './use-drop.ts';

const useStyles = makeStyles({
  screen: {
    position: 'relative',
    boxSizing: 'border-box',
    minHeight: '100%',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 500px)': { padding: tokens.spacingHorizontalM },
  },
  page: { maxWidth: '1040px', margin: '0 auto', gap: tokens.spacingVerticalL, containerType: 'inline-size' },
  title: { margin: 0, fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700, fontWeight: 600 },
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
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The end of the day: the sales file in, the receipt out. */
export function DayScreen() {
  const day = useDay();
  const [shared, styles] = [useDayStyles(), useStyles()];
  const { isOver, handlers } = useDrop();
  const announcement = useAnnouncement();
  useDayFocus(day);
  useDelivered();
  useEscape(goBack);
  useEffect(() => void resumeDay(), []);
  return (
    <div className={styles.screen} {...handlers}>
      <div className={mergeClasses(shared.stack, styles.page)}>
        <Title />
        {day.stage !== 'done' && <Closed />}
        {day.notice === 'one-file' && <OneFile />}
        {day.done ? <Outcome done={day.done} /> : <Steps />}
        <Outbox />
      </div>
      {isOver && <DropHere />}
      <div role="status" className={styles.hidden}>
        {announcement}
      </div>
    </div>
  );
}

function Title() {
  const { state, strings, format } = useApp();
  const [shared, styles] = [useDayStyles(), useStyles()];
  return (
    <div>
      <h1 className={styles.title}>{strings.day.title}</h1>
      {state.today && <div className={shared.muted}>{strings.day.today(format.day(state.today.businessDate))}</div>}
    </div>
  );
}

/** That today's sales are uploaded already. */
function Closed() {
  const { state, strings, format } = useApp();
  if (!state.today?.isClosed) return null;
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{strings.day.closed(format.day(state.today.businessDate))}</MessageBarTitle>
        {strings.day.closedMore}
      </MessageBarBody>
    </MessageBar>
  );
}

function OneFile() {
  const { strings } = useApp();
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{strings.day.oneFile}</MessageBarBody>
    </MessageBar>
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
