import { useSharedStyles } from './styles.ts';

/** What a screen reader says of what goes on by itself. */
export function Announcement({ text }: { text: string }) {
  return (
    <div role="status" className={useSharedStyles().hidden}>
      {text}
    </div>
  );
}
