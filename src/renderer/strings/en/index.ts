import { common } from './common.ts';
import { day } from './day.ts';
import { menu } from './menu.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { updates } from './updates.ts';

/** Every English word that the window says, by screen. Another language is another object of this type. */
export const en = { common, setup, menu, day, settings, updates };

export type Strings = typeof en;
