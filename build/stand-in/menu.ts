import type { MenuItemConstructorOptions } from 'electron';
import { notSupported, strict } from './strict.ts';

type Item = Record<string, unknown> & { id: string | undefined; submenu: Menu | undefined };
type Menu = { items: Item[]; append: (item: Item) => void; getMenuItemById: (id: string) => Item | null };

/** `Menu` and `MenuItem` only store what they are given: a browser tab shows no menu, and no accelerators are bound. */
export function createMenus() {
  let applicationMenu: Menu | null = null;

  const MenuItem = function MenuItem(options: MenuItemConstructorOptions): Item {
    const { submenu, ...rest } = options;
    const item: Item = {
      label: '',
      sublabel: '',
      accelerator: undefined,
      role: undefined,
      checked: false,
      enabled: true,
      visible: true,
      click: () => {},
      type: submenu === undefined ? 'normal' : 'submenu',
      ...rest,
      id: options.id,
      submenu: Array.isArray(submenu) ? buildFromTemplate(submenu) : (submenu as Menu | undefined),
    };
    return strict('MenuItem', item);
  };

  const Menu = function Menu(): Menu {
    const items: Item[] = [];
    const find = (id: string): Item | null => {
      for (const item of items) {
        const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
        if (found !== null) {
          return found;
        }
      }
      return null;
    };
    const append = (item: Item): void => void items.push(item);
    return strict('Menu', { items, append, getMenuItemById: find, popup: () => notSupported('Menu.popup') });
  };

  function buildFromTemplate(template: (MenuItemConstructorOptions | object)[]): Menu {
    const menu = Menu();
    for (const entry of template) {
      menu.append(MenuItem(entry));
    }
    return menu;
  }

  return {
    MenuItem,
    Menu: strict(
      'Menu',
      Object.assign(Menu, {
        buildFromTemplate,
        getApplicationMenu: () => applicationMenu,
        setApplicationMenu: (menu: Menu | null) => {
          applicationMenu = menu;
        },
      }),
    ),
  };
}
