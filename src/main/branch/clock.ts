import { ntpOffset } from '../../shared/ntp.ts';

/** An unauthenticated server may correct the clock by no more than this, milliseconds (DESIGN section 7). */
const MOST_BY_NTP = 5 * 60 * 1000;
/** Beyond this the person is told. */
const CLOCK_TOLERANCE = 2_000;

export type ClockSource = 'office' | 'ntp' | 'none';

/** This branch's time: the PC's clock, which is never set, plus what the office or NTP says it is off by. */
export class BranchClock {
  readonly #pc: () => Date;
  #offset = 0;
  #source: ClockSource = 'none';
  #reported: number | undefined;

  constructor(pc: () => Date) {
    this.#pc = pc;
  }

  now(): Date {
    return new Date(this.#pc().getTime() + this.#offset);
  }

  pcTime(): Date {
    return this.#pc();
  }

  /** Goes by the office's clock, read in an answer between two moments of the PC's. */
  setByOffice(officeTime: Date, asked: Date, answered: Date): void {
    this.#offset = Math.round(officeTime.getTime() - (asked.getTime() + answered.getTime()) / 2);
    this.#reported = this.#offset;
    this.#source = 'office';
  }

  /**
   * Offline: goes by NTP when that differs little; a large difference is only reported, as any server could claim it.
   * What the office said, which proved who it was, stands.
   */
  async setByNtp(servers: readonly string[]): Promise<void> {
    if (this.#source === 'office') return;
    const offset = await ntpOffset(servers);
    if (offset === undefined) return;
    this.#reported = offset;
    if (Math.abs(offset) > MOST_BY_NTP) return;
    this.#offset = offset;
    this.#source = 'ntp';
  }

  /** Milliseconds that are added to the PC's clock, who said so, and what was last reported. */
  state(): { offset: number; source: ClockSource; reported: number | null; isOff: boolean } {
    const reported = this.#reported ?? null;
    return { offset: this.#offset, source: this.#source, reported, isOff: Math.abs(reported ?? 0) > CLOCK_TOLERANCE };
  }
}
