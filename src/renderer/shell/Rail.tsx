import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { DocumentArrowUp20Regular, Food20Regular, Settings20Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { certificatesToRenew } from '../settings/certificates.ts';
import { ClockOff, Connection } from './Connection.tsx';
import { RailItem } from './RailItem.tsx';
import type { Screen } from './Shell.tsx';
import { NARROW } from './styles.ts';

const useStyles = makeStyles({
  rail: {
    boxSizing: 'border-box',
    position: 'sticky',
    top: 0,
    height: '100vh',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    ...shorthands.borderWidth('0', '1px', '0', '0'),
    ...shorthands.borderStyle('solid'),
    ...shorthands.borderColor(tokens.colorNeutralStroke2),
    [NARROW]: {
      position: 'static',
      height: 'auto',
      flexDirection: 'row',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
      padding: tokens.spacingHorizontalM,
      ...shorthands.borderWidth('0', '0', '1px', '0'),
    },
  },
  place: {
    padding: `0 ${tokens.spacingHorizontalS}`,
    [NARROW]: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: tokens.spacingHorizontalS },
  },
  name: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: 600 },
  items: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    [NARROW]: { flexDirection: 'row', flexWrap: 'wrap' },
  },
  below: {
    marginTop: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    [NARROW]: { marginTop: 0, flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center' },
  },
});

interface Props {
  screen: Screen;
  onChoose(screen: Screen): void;
}

/** Where this PC is, the screens, and how it is connected. */
export function Rail({ screen, onChoose }: Props) {
  const { state, strings, format } = useApp();
  const styles = useStyles();
  const { screens, waiting, railName } = strings.common;
  // What head office has refused waits for a person, not for the connection.
  const toGo = state.outbox.filter((entry) => entry.state !== 'refused').length;
  const toSend = toGo > 0 ? waiting(format.number(toGo)) : undefined;
  const toRenew = certificatesToRenew(state);
  return (
    <header className={styles.rail}>
      <Place />
      <nav aria-label={railName}>
        <ul className={mergeClasses(useSharedStyles().plainList, styles.items)}>
          <RailItem icon={<Food20Regular />} isCurrent={screen === 'menu'} onClick={() => onChoose('menu')}>
            {screens.menu}
          </RailItem>
          <RailItem
            icon={<DocumentArrowUp20Regular />}
            isCurrent={screen === 'day'}
            shortcut="Control+U"
            note={toSend}
            onClick={() => onChoose('day')}
          >
            {screens.day}
          </RailItem>
          <RailItem
            icon={<Settings20Regular />}
            isCurrent={screen === 'settings'}
            note={toRenew > 0 ? strings.common.toRenew(toRenew, format.number(toRenew)) : undefined}
            onClick={() => onChoose('settings')}
          >
            {screens.settings}
          </RailItem>
        </ul>
      </nav>
      <div className={styles.below}>
        <ClockOff />
        <Connection />
      </div>
    </header>
  );
}

function Place() {
  const { state, strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={styles.place}>
      <Clamped className={styles.name} text={state.branch?.name ?? strings.common.appName} />
      {state.branch && <div className={shared.muted}>{state.branch.code}</div>}
    </div>
  );
}
