import type { Reporter, TestModule } from 'vitest/node';

const NOT_PROVED = [
  'that real Electron starts it: the runtime in the package is a stand-in, and the app was started in its double',
  'that real Electron heeds the fuses, and refuses an app.asar whose hash is another',
  'that Windows installs it: Wine did, with a 64-bit installer where the one that is shipped has 32 bits',
  'the plugins that electron-builder downloads (StdUtils, UAC, WinShell, Nsis7z): stand-ins did their work',
  "that a double-clicked invite opens in a SPAMS for one user: Wine knows the machine's associations alone",
  'that a SPAMS that runs is closed before its files are replaced, and that Windows asks an administrator for consent',
  "the installer's pages, which no test opens, and its languages other than English",
  'a signed build: no certificate is here',
];

/** Says at the end what was proved, and what can't be here. */
export class Proof implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const proved = tests.filter((test) => test.ok()).map(({ fullName }) => fullName.replaceAll(' > ', ' '));
    console.log(
      ['', 'Proved here:', ...proved.map(line), '', 'Not proved here:', ...NOT_PROVED.map(line), ''].join('\n'),
    );
  }
}

const line = (text: string): string => `  - ${text}`;
