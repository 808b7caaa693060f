import type { UploadProgress } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { outcomeNow } from './closings.ts';
import { useDay } from './day-store.ts';
import { spoken } from './words.ts';

/** Progress as a person reads it: "Signing", "Sending 63 %". */
export function useProgressWords(): (progress: UploadProgress) => string {
  const { strings, format } = useApp();
  const words = strings.day.progress;
  return ({ step, sent }) => (step === 'sending' ? words.sendingShare(format.percent(sent)) : words[step]);
}

/** What a screen reader says of what goes on by itself. */
export function useAnnouncement(): string {
  const { state, strings, format } = useApp();
  const { reading, progress, notice, done } = useDay();
  const words = useProgressWords();
  const texts = strings.day;
  if (reading) return reading.choosing ? '' : texts.file.reading;
  if (progress) return words(spoken(progress));
  if (done) {
    const { state: now, businessDate } = outcomeNow(done, state.outbox);
    return { ...texts, delivered: texts.receipt }[now].title(format.day(businessDate));
  }
  return notice === 'cancelled' ? texts.sign.cancelled : '';
}
