import { randomUUID } from 'node:crypto';
import { makeBridge } from './bridge.ts';
import { makeCodec } from './codec.ts';
import { only } from './strict.ts';
import { isolatedWorld, mainWorld } from './worlds.ts';

export interface PageScripts {
  main: string;
  isolated: string;
}

/** The name of the preload's world, and of the one way out of it. */
export const WORLD = 'electron preload';
export const BINDING = 'postToMain';

/** Stands for the path of a file of this number, until main gets it. */
export const FILE_PATH = `file-path-${randomUUID()}-`;

/** The sources that each document begins with. Frames inside a page get neither: as in Electron, no preload runs there. */
export function pageScripts(preload: string): PageScripts {
  const name = JSON.stringify(randomUUID());
  const inTopFrame = (body: string): string => `if (window === window.top) { ${body} }`;
  return {
    main: inTopFrame(`(${mainWorld})((${makeBridge})(${name}, 'main'));`),
    isolated: inTopFrame(`
      const only = ${only};
      const doubles = (${isolatedWorld})(
        (${makeBridge})(${name}, 'isolated'), (${makeCodec})(), ${BINDING}, ${JSON.stringify(FILE_PATH)});
      const electron = only('electron', Object.fromEntries(
        Object.entries(doubles).map(([name, double]) => [name, only(name, double)])));
      const require = (name) => {
        if (name !== 'electron') throw new Error('module not found: ' + name);
        return electron;
      };
      (function (require, module, exports) { ${preload}
      })(require, { exports: {} }, {});`),
  };
}
