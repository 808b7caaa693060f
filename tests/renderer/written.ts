import { formatFor } from '../../src/renderer/app/format.ts';
import type { Words } from '../../src/renderer/app/use-app.ts';
import { en } from '../../src/renderer/strings/en/index.ts';

/** The words as a branch in Singapore reads them, where it is ten in the morning of 22 November 2026. */
export const WRITTEN: Words = {
  strings: en,
  format: formatFor({ locale: 'en-GB', timeZone: 'Asia/Singapore' }, () => new Date('2026-11-22T02:00:00Z')),
};
