/** The office's time, passed to everything that asks for it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
