import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useSharedStyles } from '../parts/styles.ts';
import { useWayStyles } from '../parts/way-styles.ts';

const useStyles = makeStyles({
  item: {
    minHeight: '40px',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    border: '1px solid transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    '::before': { insetInlineStart: '-1px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (forced-colors: active)': {
      ...{ borderTopColor: 'Highlight', borderRightColor: 'Highlight' },
      ...{ borderBottomColor: 'Highlight', borderLeftColor: 'Highlight' },
    },
  },
  icon: { display: 'flex', flexShrink: 0 },
  note: { display: 'block', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular },
});

interface Props {
  icon: ReactNode;
  isCurrent: boolean;
  shortcut?: string;
  /** What is to be known of the screen before going there. */
  note?: string | undefined;
  onClick(): void;
  children: ReactNode;
}

export function RailItem({ icon, isCurrent, shortcut, note, onClick, children }: Props) {
  const [shared, ways, styles] = [useSharedStyles(), useWayStyles(), useStyles()];
  return (
    <li>
      <button
        type="button"
        className={mergeClasses(ways.way, isCurrent && ways.current, styles.item, isCurrent && styles.current)}
        aria-current={isCurrent ? 'page' : undefined}
        aria-keyshortcuts={shortcut}
        onClick={onClick}
      >
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
        <span>
          {children}
          {note && <span className={mergeClasses(styles.note, shared.muted)}> {note}</span>}
        </span>
      </button>
    </li>
  );
}
