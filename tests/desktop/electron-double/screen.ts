import { only } from './strict.ts';

const bounds = { x: 0, y: 0, width: 1920, height: 1080 };

/** The screen without the task bar. */
export const WORK_AREA: Electron.Rectangle = { ...bounds, height: 1040 };

const display = only('display', { bounds, workArea: WORK_AREA });
export const screen = only('screen', { getAllDisplays: () => [display] });
