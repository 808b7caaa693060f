import { makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowUp20Regular,
  CheckmarkCircle20Filled,
  Clock20Regular,
  type FluentIcon,
  PauseCircle20Regular,
  Prohibited20Regular,
  Subtract20Regular,
  Warning20Filled,
} from '@fluentui/react-icons';
import type { HistoryState } from '../../preload/index.ts';
import { isMarked, type MarkedState } from './states.ts';

const ICONS: Record<MarkedState, FluentIcon> = {
  delivered: CheckmarkCircle20Filled,
  sending: ArrowUp20Regular,
  queued: Clock20Regular,
  held: PauseCircle20Regular,
  refused: Warning20Filled,
  missing: Subtract20Regular,
  closed: Prohibited20Regular,
};

const useStyles = makeStyles({
  icon: { display: 'flex', flexShrink: 0 },
  delivered: { color: tokens.colorPaletteGreenForeground1 },
  sending: { color: tokens.colorBrandForeground1 },
  queued: { color: tokens.colorBrandForeground1 },
  held: { color: tokens.colorPaletteDarkOrangeForeground1 },
  refused: { color: tokens.colorPaletteRedForeground1 },
  missing: { color: tokens.colorPaletteRedForeground1 },
  closed: { color: tokens.colorNeutralForeground3 },
});

/** The mark of a state; words beside it say the same. */
export function StateIcon({ state }: { state: HistoryState }) {
  const styles = useStyles();
  if (!isMarked(state)) return null;
  const Icon = ICONS[state];
  return (
    <span aria-hidden className={styles.icon}>
      <Icon className={styles[state]} />
    </span>
  );
}
