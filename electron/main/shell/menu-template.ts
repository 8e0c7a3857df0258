import type { MenuItemConstructorOptions } from 'electron';
import { t } from './words.ts';

type Item = MenuItemConstructorOptions;
export type MenuOptions = { isMac: boolean; developer: boolean; lock: () => void };

const LINE: Item = { type: 'separator' };

/** What is offered for any text that is typed. Electron's own words for a role are English on every system. */
export const clipboard = (): Item[] => [
  { role: 'cut', label: t('Cut') },
  { role: 'copy', label: t('Copy') },
  { role: 'paste', label: t('Paste') },
];
export const selectAll = (): Item => ({ role: 'selectAll', label: t('Select all') });

/**
 * Only what the system's own shortcuts need. Reload and developer tools are for development: in the product a reload
 * would throw away what is half written.
 */
export function menuTemplate({ isMac, developer, lock }: MenuOptions): Item[] {
  const quit: Item = { role: 'quit', label: t('Quit') };
  const close: Item = { role: 'close', label: t('Close the window') };
  const minimize: Item = { role: 'minimize', label: t('Minimize') };
  return [
    ...(isMac ? [macApplication(quit)] : []),
    {
      label: t('File'),
      submenu: [{ label: t('Lock'), accelerator: 'CmdOrCtrl+L', click: lock }, LINE, isMac ? close : quit],
    },
    {
      role: 'editMenu',
      label: t('Edit'),
      submenu: [
        { role: 'undo', label: t('Undo') },
        { role: 'redo', label: t('Redo') },
        LINE,
        ...clipboard(),
        { role: 'delete', label: t('Delete') },
        LINE,
        selectAll(),
      ],
    },
    {
      label: t('View'),
      submenu: [
        { role: 'resetZoom', label: t('Actual size') },
        { role: 'zoomIn', label: t('Larger') },
        { role: 'zoomOut', label: t('Smaller') },
        LINE,
        { role: 'togglefullscreen', label: t('Full screen') },
        ...(developer ? [LINE, { role: 'reload' } satisfies Item, { role: 'toggleDevTools' } satisfies Item] : []),
      ],
    },
    {
      role: 'windowMenu',
      label: t('Window'),
      submenu: isMac
        ? [minimize, { role: 'zoom', label: t('Zoom') }, LINE, { role: 'front', label: t('Bring all to front') }]
        : [minimize, close],
    },
  ];
}

const macApplication = (quit: Item): Item => ({
  role: 'appMenu',
  submenu: [
    { role: 'about', label: t('About P2C Review') },
    LINE,
    { role: 'services', label: t('Services') },
    LINE,
    { role: 'hide', label: t('Hide P2C Review') },
    { role: 'hideOthers', label: t('Hide others') },
    { role: 'unhide', label: t('Show all') },
    LINE,
    quit,
  ],
});
