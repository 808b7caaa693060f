import type { AppState, ManagerView } from '../../preload/index.ts';

/** Whether a person has to do something, since it didn't happen by itself. */
const isToRenew = ({ state }: ManagerView['certificate']): boolean => state === 'ending' || state === 'over';

/** How many certificates of this PC and its managers have to be seen to. */
export const certificatesToRenew = ({ device, managers }: Pick<AppState, 'device' | 'managers'>): number =>
  [...(device ? [device] : []), ...managers].filter(({ certificate }) => isToRenew(certificate)).length;
