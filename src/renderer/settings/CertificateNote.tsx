import type { ManagerView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Note } from '../parts/Note.tsx';

/** What stands in a manager's way of signing, now or soon; nothing where all is well. */
export function CertificateNote({ certificate: { state, validUntil } }: Pick<ManagerView, 'certificate'>) {
  const { strings, format } = useApp();
  const words = strings.settings.holders.manager;
  if (state === 'good' || state === 'due') return null;
  const text = state === 'ending' ? words.ending(format.date(validUntil)) : words[state];
  return <Note intent="warning" text={text} />;
}
