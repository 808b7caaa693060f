import { common } from './common.ts';
import { day } from './day.ts';
import { history } from './history.ts';
import { menu } from './menu.ts';
import { network } from './network.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { updates } from './updates.ts';

/** Every English word that the window says, by screen. Another language is another object of this type. */
export const en = { common, setup, menu, day, history, settings, network, updates };

export type Strings = typeof en;
