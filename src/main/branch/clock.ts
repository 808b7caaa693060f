import { ntpOffset } from '../../shared/ntp.ts';

/** An unauthenticated server may correct the clock by no more than this, milliseconds (DESIGN section 7). */
const MOST_BY_NTP = 5 * 60 * 1000;
/** Beyond this the person is told. */
const CLOCK_TOLERANCE = 2_000;

/** Behind the office's last known time by more than this, the clock went back, milliseconds. */
const MOST_BACK = 5 * 60 * 1000;

/** Who said what the PC's clock is off by; `earlier` is the office, to an earlier process. */
export type ClockSource = 'office' | 'ntp' | 'earlier' | 'none';

/** This branch's time: the PC's clock, which is never set, plus what the office or NTP says it is off by. */
export class BranchClock {
  readonly #pc: () => Date;
  #offset = 0;
  #source: ClockSource = 'none';
  #reported: number | undefined;
  #seen = new Date(0);

  constructor(pc: () => Date) {
    this.#pc = pc;
  }

  /** Never earlier than the office's last known time: whatever the PC's clock shows, that has passed. */
  now(): Date {
    return new Date(Math.max(this.#corrected(), this.#seen.getTime()));
  }

  /** The office's last known time. */
  get seen(): Date {
    return this.#seen;
  }

  /** Whether the clock stands before a time that has passed, as with a flat battery: then nobody knows what day it is. */
  get wentBack(): boolean {
    return this.#corrected() < this.#seen.getTime() - MOST_BACK;
  }

  pcTime(): Date {
    return this.#pc();
  }

  /** Goes by the office's clock, read in an answer between two moments of the PC's. */
  setByOffice(officeTime: Date, asked: Date, answered: Date): void {
    this.#offset = Math.round(officeTime.getTime() - (asked.getTime() + answered.getTime()) / 2);
    this.#reported = this.#offset;
    this.#source = 'office';
    this.#seen = officeTime;
  }

  /** Goes by what the office said in an earlier process, until it says something else: such a clock is seldom set right. */
  recall(offset: number, seen: Date): void {
    this.#offset = offset;
    this.#reported = offset;
    this.#source = 'earlier';
    this.#seen = seen;
  }

  /**
   * Offline: goes by NTP when that differs little from the PC's clock, or from what the office said it is off by; anything
   * else is only reported, as any server could claim it. What the office has just said, and proved who it was, stands.
   */
  async setByNtp(servers: readonly string[]): Promise<void> {
    if (this.#source === 'office') return;
    const offset = await ntpOffset(servers);
    if (offset === undefined) return;
    this.#reported = offset;
    if (Math.min(Math.abs(offset), Math.abs(offset - this.#offset)) > MOST_BY_NTP) return;
    this.#offset = offset;
    this.#source = 'ntp';
  }

  /** Milliseconds that are added to the PC's clock, who said so, and what was last reported. */
  state(): { offset: number; source: ClockSource; reported: number | null; isOff: boolean } {
    const reported = this.#reported ?? null;
    return { offset: this.#offset, source: this.#source, reported, isOff: Math.abs(reported ?? 0) > CLOCK_TOLERANCE };
  }
  /** A fast clock that was set right since would be put back behind the office's last known time: then it is right. */
  #corrected(): number {
    const shown = this.#pc().getTime();
    const corrected = shown + this.#offset;
    return this.#source === 'earlier' && corrected < this.#seen.getTime() && shown >= this.#seen.getTime()
      ? shown
      : corrected;
  }
}
