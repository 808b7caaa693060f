import { contextBridge } from 'electron';
import manifest from '../../package.json' with { type: 'json' };

const bridge = { version: manifest.version };

/** All that the renderer sees of the main process. */
export type SpamsBridge = Readonly<typeof bridge>;

contextBridge.exposeInMainWorld('spams', bridge);
