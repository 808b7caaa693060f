import { app, Menu, nativeImage, Tray } from 'electron';
import icon from '../../assets/tray.png?inline';
import { WORDS } from './words.ts';

/** The name is that of a value in Windows' registry, which the uninstaller removes by it (assets/installer.nsh). */
const LOGIN_ITEM = { name: 'SPAMS', args: ['--hidden'] };

interface Actions {
  open(): void;
  send(): void;
  quit(): void;
}

/** What shows that something waits to be sent: an icon by the clock, and a start with Windows for as long. */
export class Waiting {
  readonly #actions: Actions;
  #tray: Tray | undefined;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  update(count: number): void {
    if (app.isPackaged) app.setLoginItemSettings({ ...LOGIN_ITEM, openAtLogin: count > 0 });
    if (count > 0) this.#show(WORDS.waiting(count));
    else this.remove();
  }

  remove(): void {
    this.#tray?.destroy();
    this.#tray = undefined;
  }

  #show(text: string): void {
    this.#tray ??= this.#makeTray();
    this.#tray.setToolTip(text);
  }

  #makeTray(): Tray {
    const { open, send, quit } = this.#actions;
    const tray = new Tray(nativeImage.createFromDataURL(icon));
    tray.on('click', open);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: WORDS.open, click: open },
        { label: WORDS.sendNow, click: send },
        { type: 'separator' },
        { label: WORDS.quit, click: quit },
      ]),
    );
    return tray;
  }
}
