import type { BranchClock } from '../branch/clock.ts';

/** What to tell a person whose PC's clock is off; undefined when it isn't, or nobody could say. */
export function clockWarning(clock: BranchClock): string | undefined {
  const { isOff, reported, offset, source } = clock.state();
  if (!isOff || reported === null) return undefined;
  const amount = inWords(Math.abs(reported) / 1000);
  const isCorrected = source !== 'none' && reported === offset;
  const times = isCorrected ? ' Times in the receipt will be right all the same.' : '';
  return `This PC's clock is ${amount} ${reported > 0 ? 'slow' : 'fast'}.${times} Ask IT to set it.`;
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
