import { useSharedStyles } from './styles.ts';

/** What the screen is, and for which day, once head office has said which one it is. */
export function ScreenTitle({ title, day }: { title: string; day: string | null }) {
  const shared = useSharedStyles();
  return (
    <div>
      <h1 className={shared.title}>{title}</h1>
      {day && <div className={shared.muted}>{day}</div>}
    </div>
  );
}
