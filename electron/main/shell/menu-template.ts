import type { MenuItemConstructorOptions } from 'electron';
import { t } from './words.ts';

type Item = MenuItemConstructorOptions;
export type MenuOptions = { isMac: boolean; developer: boolean; lock: () => void; saveDiagnostics: () => void };

const LINE: Item = { type: 'separator' };

/**
 * Menu items for any editable text. They have explicit labels because Electron's own labels for roles are always English.
 */
export const clipboard = (): Item[] => [
  { role: 'cut', label: t('menu.cut') },
  { role: 'copy', label: t('menu.copy') },
  { role: 'paste', label: t('menu.paste') },
];
export const selectAll = (): Item => ({ role: 'selectAll', label: t('menu.selectAll') });

/**
 * Builds the menu with only the items that the system's standard shortcuts need. Reload and developer tools are added
 * only during development: in production, a reload would discard unsaved text.
 */
export function menuTemplate({ isMac, developer, lock, saveDiagnostics }: MenuOptions): Item[] {
  const quit: Item = { role: 'quit', label: t('menu.quit') };
  const close: Item = { role: 'close', label: t('menu.closeWindow') };
  const minimize: Item = { role: 'minimize', label: t('menu.minimize') };
  return [
    ...(isMac ? [macApplication(quit)] : []),
    {
      label: t('menu.file'),
      submenu: [{ label: t('menu.lock'), accelerator: 'CmdOrCtrl+L', click: lock }, LINE, isMac ? close : quit],
    },
    {
      role: 'editMenu',
      label: t('menu.edit'),
      submenu: [
        { role: 'undo', label: t('menu.undo') },
        { role: 'redo', label: t('menu.redo') },
        LINE,
        ...clipboard(),
        { role: 'delete', label: t('menu.delete') },
        LINE,
        selectAll(),
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        { role: 'resetZoom', label: t('menu.actualSize') },
        { role: 'zoomIn', label: t('menu.zoomIn') },
        { role: 'zoomOut', label: t('menu.zoomOut') },
        LINE,
        { role: 'togglefullscreen', label: t('menu.fullScreen') },
        ...(developer ? [LINE, { role: 'reload' } satisfies Item, { role: 'toggleDevTools' } satisfies Item] : []),
      ],
    },
    {
      role: 'windowMenu',
      label: t('menu.window'),
      submenu: isMac
        ? [minimize, { role: 'zoom', label: t('menu.zoom') }, LINE, { role: 'front', label: t('menu.bringAllToFront') }]
        : [minimize, close],
    },
    {
      role: 'help',
      label: t('menu.help'),
      submenu: [{ label: t('repair.diagnostics'), click: saveDiagnostics }],
    },
  ];
}

const macApplication = (quit: Item): Item => ({
  role: 'appMenu',
  submenu: [
    { role: 'about', label: t('menu.aboutP2CReview') },
    LINE,
    { role: 'services', label: t('menu.services') },
    LINE,
    { role: 'hide', label: t('menu.hideP2CReview') },
    { role: 'hideOthers', label: t('menu.hideOthers') },
    { role: 'unhide', label: t('menu.showAll') },
    LINE,
    quit,
  ],
});
