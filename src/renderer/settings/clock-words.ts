import type { ClockView } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';

/** How far this PC's clock is off, as a person says it. */
export function clockWords({ offset, isOff }: ClockView, { strings, format }: Words): string {
  const words = strings.settings.clock;
  if (offset === null) return words.notChecked;
  const duration = format.duration(Math.abs(offset));
  if (!isOff) return words.right(duration);
  return offset > 0 ? words.slow(duration) : words.fast(duration);
}
