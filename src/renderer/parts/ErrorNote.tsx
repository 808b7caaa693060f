import type { ReactNode } from 'react';
import type { ErrorView } from '../../preload/index.ts';
import { Note, type NoteRole } from './Note.tsx';

interface Props {
  error: ErrorView;
  /** `warning` where nothing went wrong that won't right itself, such as being offline. */
  intent?: 'error' | 'warning' | 'info';
  role?: NoteRole;
  /** Buttons for what to do next. */
  children?: ReactNode;
}

/** An error in its three parts, with the code to read out on the phone. */
export function ErrorNote({ error: { happened, means, next, code }, intent = 'error', role, children }: Props) {
  const live = intent === 'error' ? 'alert' : 'status';
  return (
    <Note intent={intent} role={role ?? live} title={happened} text={`${means} ${next}`} code={code}>
      {children}
    </Note>
  );
}
