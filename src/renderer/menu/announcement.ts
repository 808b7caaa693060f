import type { MenuState } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';

export interface Heard {
  /** What the last fetch came to that ended while the screen was shown. */
  heard: MenuState | undefined;
  /** Whether what is being fetched was asked for. */
  asking: boolean;
}

/**
 * What a screen reader says of what goes on by itself. A check that nobody asked for, and that found nothing new, is not
 * worth a word; what was refused is an alert already.
 */
export function announcement({ heard, asking }: Heard, { strings, format }: Words): string {
  const words = strings.menu;
  if (asking) return words.fetching;
  if (!heard?.menu) return '';
  const { version, checkedAt, fetchedAt, validUntil, stale } = heard.menu;
  if (stale === 'expired' && validUntil) return words.expired(format.moment(validUntil));
  if (heard.outcome === 'latest') return heard.asked ? words.latest(format.moment(checkedAt)) : '';
  if (heard.outcome === 'changed') return words.changed(String(version));
  return heard.outcome === 'offline' ? words.offline(String(version), format.moment(fetchedAt)) : '';
}
