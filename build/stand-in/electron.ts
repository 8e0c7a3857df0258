/**
 * Takes the name `electron` where the Electron binary is not there: the built application, unchanged, runs on Node and
 * its windows are pages in an ordinary browser. For development, tests and the demo; never in the package.
 *
 * It has no isolated world: preload script and page share one, so a hostile page could reach what the preload can. It
 * has no sandbox of its own, no permission answers, no native menus. What it does not have, it refuses by name.
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

/** For the `require('electron')` of electron-updater. */
export { electron as 'module.exports' };
