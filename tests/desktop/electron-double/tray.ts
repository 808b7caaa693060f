import { desktop, show, when } from './desktop.ts';
import { Emitter, only } from './strict.ts';

type Item = Pick<Electron.MenuItemConstructorOptions, 'label' | 'type' | 'role' | 'submenu'> & { click?(): void };

class MenuDouble {
  readonly items: Item[];

  constructor(items: Item[]) {
    this.items = items;
  }

  static buildFromTemplate(items: Item[]): MenuDouble {
    return new MenuDouble(items);
  }

  /** Nobody sees the window's menu bar here, and its keys do nothing. */
  static setApplicationMenu(_menu: MenuDouble): void {}
}

let inTray: TrayDouble | undefined;

class TrayDouble extends Emitter<'click'> implements Pick<Electron.Tray, 'setToolTip' | 'destroy'> {
  #toolTip = '';
  #menu = new MenuDouble([]);

  constructor(_image: typeof image) {
    super('Tray', ['click']);
    inTray = this;
    this.#show();
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip;
    this.#show();
  }

  setContextMenu(menu: MenuDouble): void {
    this.#menu = menu;
    this.#show();
  }

  destroy(): void {
    inTray = undefined;
    show({ tray: null });
  }

  choose(label: string): void {
    const item = this.#menu.items.find((each) => each.label === label);
    if (!item?.click) throw new Error(`The tray's menu has no "${label}", but ${desktop.tray?.menu.join(', ')}.`);
    item.click();
  }

  #show(): void {
    const menu = this.#menu.items.flatMap(({ label }) => label ?? []);
    show({ tray: { toolTip: this.#toolTip, menu } });
  }
}

export const Menu = only('Menu', MenuDouble);
export const Tray = only('Tray', TrayDouble);

/** Nobody looks at images here. */
const image = only('image', {});
export const nativeImage = only('nativeImage', { createFromDataURL: (_url: string) => image });

when('clickTray', () => inTray?.emit('click', {}));
when('choose', (label) => inTray?.choose(label));
