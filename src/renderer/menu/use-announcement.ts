import { useApp } from '../app/use-app.ts';
import type { Menu } from './use-menu.ts';

/** What a screen reader says of what goes on by itself. What was refused is an alert already. */
export function useAnnouncement({ state, fetching }: Menu): string {
  const { strings, format } = useApp();
  const words = strings.menu;
  if (fetching) return words.fetching;
  if (!state?.menu) return '';
  const { version, checkedAt, fetchedAt } = state.menu;
  if (state.outcome === 'latest') return words.latest(format.moment(checkedAt));
  if (state.outcome === 'changed') return words.changed(String(version));
  return state.outcome === 'offline' ? words.offline(String(version), format.moment(fetchedAt)) : '';
}
