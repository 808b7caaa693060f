import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { Note } from '../parts/Note.tsx';
import { useDay } from './day-store.ts';
import { newsSince } from './news.ts';

const useStyles = makeStyles({
  /** In view wherever a long menu is scrolled to. */
  bar: {
    position: 'sticky',
    bottom: tokens.spacingVerticalL,
    zIndex: 3,
    maxWidth: '1040px',
    margin: `0 auto ${tokens.spacingVerticalL}`,
    width: `calc(100% - 2 * ${tokens.spacingHorizontalXXL})`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
  },
});

/** What has come of the day since its screen was left, while another is shown: said aloud, and the way there. */
export function DayNews({ onOpen }: { onOpen(): void }) {
  const app = useApp();
  const styles = useStyles();
  const now = { day: useDay(), outbox: app.state.outbox };
  const [left] = useState(now);
  const news = newsSince(left, now, app);
  return (
    <div role="status" className={news ? styles.bar : undefined}>
      {news && (
        <Note {...news}>
          <Button onClick={onOpen}>{app.strings.day.goThere}</Button>
        </Note>
      )}
    </div>
  );
}
