import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Announcement } from './Announcement.tsx';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  screen: {
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 500px)': { padding: tokens.spacingHorizontalM },
  },
  column: { maxWidth: '1040px', margin: '0 auto', gap: tokens.spacingVerticalL },
});

/** A screen beside the rail: one column, no wider than is good to read. */
export function Screen({ announcement, children }: { announcement: string; children: ReactNode }) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={styles.screen}>
      <div className={mergeClasses(shared.stack, styles.column)}>{children}</div>
      <Announcement text={announcement} />
    </div>
  );
}
