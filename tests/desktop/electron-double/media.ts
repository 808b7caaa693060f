import type { Session } from './cdp.ts';
import { type Media, place, when } from './desktop.ts';

const media: Media = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference', ...place.media };
const pages = new Set<Session>();

/** A page sees the colours and the motion that the person has set, now and later. */
export async function followMedia(page: Session): Promise<void> {
  pages.add(page);
  if (!place.isOnScreen) await emulate(page);
}

async function emulate(page: Session): Promise<void> {
  const features = [
    { name: 'prefers-color-scheme', value: media.colorScheme },
    { name: 'forced-colors', value: media.forcedColors },
    { name: 'prefers-reduced-motion', value: media.reducedMotion },
  ];
  await page.send('Emulation.setEmulatedMedia', { features });
}

when('media', (change) => {
  Object.assign(media, change);
  return Promise.all([...pages].map(emulate));
});
