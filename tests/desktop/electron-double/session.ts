import { place } from './desktop.ts';
import { only } from './strict.ts';

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;

let check: CheckHandler | undefined;

export const defaultSession = only('session', {
  setPermissionRequestHandler(_handler: RequestHandler): void {
    // Chromium is told beforehand, by what the check says, and then never asks.
  },
  setPermissionCheckHandler(handler: CheckHandler): void {
    check = handler;
  },
  async resolveProxy(_url: string): Promise<string> {
    return place.proxies ?? 'DIRECT';
  },
});

/** Electron's names for what a page may want, and Chromium's. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['clipboard-read', 'clipboard-read'],
  ['media', 'camera'],
  ['media', 'microphone'],
] as const;

/** What no page of the app may do, by Chromium's names. */
export function deniedPermissions(): string[] {
  const isDenied = (name: (typeof PERMISSIONS)[number][0]) => check?.(null, name, '', { isMainFrame: true }) === false;
  return PERMISSIONS.filter(([name]) => isDenied(name)).map(([, chromium]) => chromium);
}
