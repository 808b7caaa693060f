import type { OutboxView, UploadOutcome, UploadProgress } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';
import { outcomeNow } from './closings.ts';
import type { DayState } from './day-state.ts';
import { spoken } from './words.ts';

/** Progress as a person reads it: "Signing", "Sending 63 %". */
export function progressWords({ step, sent }: UploadProgress, { strings, format }: Words): string {
  const words = strings.day.progress;
  return step === 'sending' ? words.sendingShare(format.percent(sent)) : words[step];
}

/** What has become of an upload, as its heading says it. */
export function outcomeTitle({ state, businessDate }: UploadOutcome, { strings, format }: Words): string {
  return { ...strings.day, delivered: strings.day.receipt }[state].title(format.day(businessDate));
}

/** What a screen reader says of what goes on by itself. Where the focus goes to is read already: an outcome as it comes. */
export function announcement(day: DayState, outbox: OutboxView[], words: Words): string {
  const { reading, rereading, progress, cancel, notice, done } = day;
  const { file, sign, progress: texts } = words.strings.day;
  if (reading) return reading.choosing ? '' : file.reading;
  if (rereading) return file.rereading;
  if (progress) return cancel ? texts.cancel[cancel] : progressWords(spoken(progress), words);
  if (done) {
    const now = outcomeNow(done, outbox);
    return now.state === done.state ? '' : outcomeTitle(now, words);
  }
  return notice === 'cancelled' ? sign.cancelled : '';
}
