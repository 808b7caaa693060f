import { desktop, show, when } from './desktop.ts';
import { Emitter, only } from './strict.ts';

interface Item extends Pick<Electron.MenuItemConstructorOptions, 'label' | 'type' | 'enabled'> {
  click?(): void;
}

class MenuDouble {
  readonly items: Item[];

  constructor(items: Item[]) {
    this.items = items;
  }

  static buildFromTemplate(items: Item[]): MenuDouble {
    return new MenuDouble(items);
  }

  /** What its roles do (editing, zooming), the page's own browser does here. */
  static setApplicationMenu({ items }: MenuDouble): void {
    if (items.some(({ click }) => click)) throw new Error('The double of Electron shows no application menu.');
  }
}

let inTray: TrayDouble | undefined;

class TrayDouble extends Emitter<'click'> {
  #toolTip = '';
  menu = new MenuDouble([]);

  constructor(_image: object) {
    super('Tray', ['click']);
    inTray = this;
    this.#show();
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip;
    this.#show();
  }

  setContextMenu(menu: MenuDouble): void {
    this.menu = menu;
    this.#show();
  }

  destroy(): void {
    inTray = undefined;
    show({ tray: null });
  }

  #show(): void {
    const menu = this.menu.items.flatMap(({ label }) => label ?? []);
    show({ tray: { toolTip: this.#toolTip, menu } });
  }
}

export const Menu = only('Menu', MenuDouble);
export const Tray = TrayDouble;

/** Nobody looks at images here. */
export const nativeImage = only('nativeImage', {
  createFromDataURL: (url: string) => only('image', { url }),
});

when('clickTray', () => inTray?.emit('click', {}));
when('choose', (label) => {
  const item = inTray?.menu.items.find((each) => each.label === label);
  if (!item) throw new Error(`The tray's menu has no "${label}", but ${desktop.tray?.menu.join(', ')}.`);
  item.click?.();
});
