import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  item: {
    position: 'relative',
    width: '100%',
    minHeight: '40px',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    fontWeight: tokens.fontWeightSemibold,
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '-1px',
      width: '3px',
      height: '16px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
    '@media (forced-colors: active)': {
      ...{ borderTopColor: 'Highlight', borderRightColor: 'Highlight' },
      ...{ borderBottomColor: 'Highlight', borderLeftColor: 'Highlight' },
      '::before': { backgroundColor: 'Highlight' },
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
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <li>
      <button
        type="button"
        className={mergeClasses(styles.item, isCurrent && styles.current)}
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
