import { session } from 'electron';
import type { SystemRoutes } from './branch/network/network.ts';
import { routesInPac } from './branch/network/routes.ts';

/** As the system is set up, by hand, by a PAC file or by what Windows finds out itself: Chromium knows. */
export const systemRoutes: SystemRoutes = async ({ href }) =>
  routesInPac(await session.defaultSession.resolveProxy(href));
