import type { UpdatesView } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';

/** How it stands with newer versions of SPAMS. */
export function updateWords(view: UpdatesView, { updates: words }: Words['strings']): string {
  const { state, offered } = view;
  if (state === 'downloading' || state === 'ready') return words[state](offered ?? '');
  return state === 'idle' ? idleWords(view, words) : words[state];
}

function idleWords({ waits, error, checkedAt }: UpdatesView, words: Words['strings']['updates']): string {
  if (waits) return words.waits;
  if (error) return words.failed;
  return checkedAt === null ? words.soon : words.newest;
}
