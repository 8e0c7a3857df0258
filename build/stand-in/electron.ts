/**
 * Replaces the `electron` module where the Electron binary is missing: the built application runs unchanged on Node,
 * and its windows are pages in an ordinary browser. For development, tests and the demo; never part of the package.
 * There are no isolated worlds: the preload script and the page share one, so a hostile page could reach everything the
 * preload can. There is no sandbox beyond the browser's, no permission handling and no native menus. Unsupported APIs
 * throw an error that names them.
 */
import { runtime } from './runtime.ts';
import { strict } from './strict.ts';

export const {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} = runtime.modules;

const electron = strict('electron', runtime.modules);

/** electron-updater calls `require('electron')`, which returns this export. */
export { electron as 'module.exports' };
