import { Button } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { useDay } from '../day/day-store.ts';
import { Note } from '../parts/Note.tsx';
import { refusedIn } from './words.ts';

/** What head office has refused waits for a person, who may have left before it did: where they will see it. */
export function RefusedHint({ onOpen }: { onOpen(businessDate: string): void }) {
  const { state, strings, format } = useApp();
  const { done } = useDay();
  // What was uploaded just now is told of on its own screen.
  const refused = refusedIn(state.outbox).filter(({ documentId }) => documentId !== done?.documentId);
  const [oldest] = refused;
  if (!oldest) return null;
  const words = strings.history.refused;
  const days = [...new Set(refused.map(({ businessDate }) => format.shortDay(businessDate)))];
  const title = words.title(refused.length, format.number(refused.length), format.list(days));
  return (
    <Note intent="warning" title={title} text={words.text}>
      <Button onClick={() => onOpen(oldest.businessDate)}>{words.open}</Button>
    </Note>
  );
}
