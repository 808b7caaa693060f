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
});

/** Electron's names for what a page may want, and Chromium's. */
const PERMISSIONS = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  media: 'camera',
  'idle-detection': 'idle-detection',
} as const;

/** What no page of the app may do. */
export function deniedPermissions(): string[] {
  const asked = Object.entries(PERMISSIONS) as [keyof typeof PERMISSIONS, string][];
  const isGranted = (name: keyof typeof PERMISSIONS) => check?.(null, name, '', { isMainFrame: true }) ?? true;
  return asked.filter(([name]) => !isGranted(name)).map(([, chromium]) => chromium);
}
