import type { Session } from './cdp.ts';
import { type Media, when } from './desktop.ts';
import { Emitter, only } from './strict.ts';

const media: Media = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference', ...startedWith() };
const pages = new Set<Session>();

class NativeTheme extends Emitter<'updated'> {
  constructor() {
    super('nativeTheme', ['updated']);
  }

  get shouldUseDarkColors(): boolean {
    return media.colorScheme === 'dark';
  }
}

const theme = new NativeTheme();
export const nativeTheme = only('nativeTheme', theme);

/** A page sees the colours and the motion that the person has set, now and later. */
export async function followMedia(page: Session): Promise<void> {
  pages.add(page);
  await emulate(page);
}

async function emulate(page: Session): Promise<void> {
  const features = [
    { name: 'prefers-color-scheme', value: media.colorScheme },
    { name: 'forced-colors', value: media.forcedColors },
    { name: 'prefers-reduced-motion', value: media.reducedMotion },
  ];
  await page.send('Emulation.setEmulatedMedia', { features });
}

function startedWith(): Partial<Media> {
  return JSON.parse(process.env.DESKTOP_MEDIA ?? '{}');
}

when('media', (change) => {
  Object.assign(media, change);
  for (const page of pages) void emulate(page);
  theme.emit('updated');
});
