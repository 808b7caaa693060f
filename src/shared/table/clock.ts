/** A text taken apart at the time of day in it. */
export interface Timed {
  /** What stands around the time. */
  date: string;
  /** 18:02:00; null where no time is given. */
  time: string | null;
}

const ZONE = '(?: ?(?:z|utc|gmt)(?![a-z]))?(?: ?[-+]\\d{2}:?\\d{2}(?!\\d))?(?: [a-z]{3,4}$)?';
/** A time, what says morning or afternoon before or behind it, and its zone. */
const TIME = new RegExp(
  `(?:([ap])m ?)?(?<![\\d:.])(\\d{1,2})[:h](\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?: ?([ap])\\.? ?m(?![a-z])\\.?)?${ZONE}`,
);
/** What nearly all tills write, told apart at a glance. */
const PLAIN = /^(?:(\d[-./\d]*\d)(?=[T ]|$))?[T ]?(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z| ?([AP])M)?)?$/;
const HOUR_ALONE = /(?<![\d:])(\d{1,2})(?= ?[ap]\.?m)/;
const AROUND_DATE = /^[\s,@-]+|[\s,@-]+$|(?<=\d)t$|[\s,]+(?:at|um|à)$/g;

/** The fast way of `splitTime`, for a text in any case; undefined for what needs a closer look. */
export function splitPlainTime(text: string): Timed | undefined {
  const found = PLAIN.exec(text);
  if (found === null) return undefined;
  const [, date = '', hour, minute, second = '0', half] = found;
  if (hour === undefined) return { date, time: null };
  const time = clock(Number(hour), Number(minute), Number(second), half?.toLowerCase());
  return time === undefined ? undefined : { date, time };
}

/** Finds the time of day in a text in lower case. Undefined when there is one that no clock shows. */
export function splitTime(text: string): Timed | undefined {
  const found = TIME.exec(text.includes(':') ? text : text.replace(HOUR_ALONE, '$1:00'));
  if (found === null) return { date: text, time: null };
  const [whole, before, hour, minute, second = '0', behind] = found;
  const time = clock(Number(hour), Number(minute), Number(second), before ?? behind);
  const date = `${found.input.slice(0, found.index)} ${found.input.slice(found.index + whole.length)}`;
  return time === undefined ? undefined : { date: date.trim().replace(AROUND_DATE, ''), time };
}

function clock(hour: number, minute: number, second: number, half: string | undefined): string | undefined {
  const hours = half === undefined || hour > 12 ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  if (hours > 23 || minute > 59 || second > 59) return undefined;
  return [hours, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}
