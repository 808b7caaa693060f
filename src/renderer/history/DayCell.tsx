import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import type { HistoryState } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { StateIcon } from './StateIcon.tsx';
import { isMarked } from './states.ts';
import { cellName } from './words.ts';

const ROOMY = '@container (min-width: 430px)';

const useStyles = makeStyles({
  cell: {
    position: 'relative',
    height: '48px',
    [ROOMY]: { height: '60px' },
    padding: tokens.spacingHorizontalXS,
    verticalAlign: 'top',
    textAlign: 'center',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ...shorthands.border('1px', 'solid', tokens.colorNeutralStroke2),
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  quiet: { ...shorthands.borderColor('transparent') },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    ...shorthands.borderColor(tokens.colorBrandStroke1),
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': { ...shorthands.borderWidth('3px'), ...shorthands.borderColor('Highlight') },
  },
  day: { display: 'flex', flexDirection: 'column', alignItems: 'center', fontVariantNumeric: 'tabular-nums' },
  today: {
    minWidth: '24px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { ...shorthands.border('1px', 'solid', 'Highlight') },
  },
  word: { display: 'none', fontSize: tokens.fontSizeBase200, [ROOMY]: { display: 'inline' } },
});

interface Props {
  date: string;
  /** Undefined until it is known. */
  state: HistoryState | undefined;
  isToday: boolean;
  isFocused: boolean;
  isChosen: boolean;
  onChoose(): void;
}

/** A business day in the calendar: its number, its mark, and the same in a word. */
export function DayCell({ date, state, isToday, isFocused, isChosen, onChoose }: Props) {
  const app = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { format, strings } = app;
  const isQuiet = state === undefined || state === 'none' || state === 'coming';
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose();
  };
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid takes the focus
      role="gridcell"
      tabIndex={isFocused ? 0 : -1}
      data-date={date}
      aria-selected={isChosen}
      aria-current={isToday ? 'date' : undefined}
      className={mergeClasses(styles.cell, isQuiet && styles.quiet, isChosen && styles.chosen)}
      onClick={onChoose}
      onKeyDown={press}
    >
      <span className={shared.hidden}>{cellName(date, state, app)}</span>
      <span className={styles.day} aria-hidden>
        <span className={isToday ? styles.today : undefined}>{format.number(Number(date.slice(8)))}</span>
        {state && <StateIcon state={state} />}
        {state && isMarked(state) && <span className={styles.word}>{strings.history.states[state]}</span>}
      </span>
    </td>
  );
}
