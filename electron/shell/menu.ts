import { Menu, type MenuItemConstructorOptions } from 'electron';
import { t } from './words.ts';

/**
 * Only what the system's own shortcuts need. Reload and developer tools are for development: in the product a reload
 * would throw away what is half written.
 */
export function setMenu(options: { isMac: boolean; developer: boolean; lock: () => void }): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  const developer: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(options.isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
      {
        label: t('File'),
        submenu: [
          { label: t('Lock'), accelerator: 'CmdOrCtrl+L', click: options.lock },
          { type: 'separator' },
          { role: options.isMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      { label: t('View'), submenu: options.developer ? [...view, ...developer] : view },
      { role: 'windowMenu' },
    ]),
  );
}
