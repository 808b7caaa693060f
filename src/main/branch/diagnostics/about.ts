import { arch, release, totalmem, type, version } from 'node:os';
import manifest from '../../../../package.json' with { type: 'json' };
import type { Home } from '../home.ts';

/** What SPAMS runs on. Electron and Chrome have no version where there is no window. */
export function about({ folder }: Home) {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const { node, electron, chrome } = process.versions;
  return {
    spams: manifest.version,
    ...{ node, electron, chrome },
    system: { type: type(), release: release(), version: version(), arch: arch(), memory: totalmem() },
    ...{ locale, timeZone },
    home: folder,
  };
}
