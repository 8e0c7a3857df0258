import { createApp } from './app.ts';
import { findPackage } from './app-paths.ts';
import { createBrowserWindowClass } from './browser-window.ts';
import { hearControl } from './control.ts';
import { createDialog } from './dialogs.ts';
import type { Host, OpenWindow } from './host.ts';
import { createIpcHandlers } from './ipc-main.ts';
import { createMenus } from './menu.ts';
import { createNet } from './net.ts';
import { createSessions } from './session.ts';
import { strict } from './strict.ts';
import {
  createClipboard,
  createCrashReporter,
  createNotificationClass,
  createPower,
  createSafeStorage,
  createScreen,
  createShell,
  createTheme,
} from './system.ts';

/** Per-process state. The `electron` module is a singleton, so its state is kept here. */
function createRuntime(entry: string, argv: readonly string[], env: NodeJS.ProcessEnv) {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const windows = new Map<number, OpenWindow>();
  const own = findPackage(entry);
  const { app, emitter, lifecycle, name } = createApp(own, argv, windows);
  const sessions = createSessions(lifecycle.isReady);
  const handlers = createIpcHandlers();
  const theme = createTheme();
  const power = createPower();
  if (env['P2C_STAND_IN_CONTROL'] === 'stdin') hearControl(process.stdin, power);
  let port = Number(env['P2C_STAND_IN_PORT'] ?? 0);

  const host: Host = {
    app: emitter,
    appName: name,
    isReady: lifecycle.isReady,
    handlers,
    sessions,
    windows,
    nextPort: () => {
      const next = port;
      port = 0;
      return next;
    },
    kept: env['P2C_STAND_IN_KEEP'] || undefined,
    print,
    touch: power.touch,
    darkMode: theme.darkMode,
    windowGone: lifecycle.windowGone,
  };
  const modules = {
    app,
    BrowserWindow: createBrowserWindowClass(host),
    ipcMain: handlers.ipcMain,
    session: sessions.session,
    protocol: sessions.protocol,
    net: createNet(),
    dialog: createDialog(print, env),
    ...createMenus(),
    shell: createShell(print),
    nativeTheme: theme.nativeTheme,
    powerMonitor: power.powerMonitor,
    screen: createScreen(),
    clipboard: createClipboard(),
    Notification: createNotificationClass(print),
    crashReporter: createCrashReporter(),
    safeStorage: createSafeStorage(),
    // The native updater. electron-updater has its own implementation and does not need this one.
    autoUpdater: strict('autoUpdater', {}),
  };
  return { lifecycle, modules, folder: own.folder };
}

export const runtime = createRuntime(process.argv[1] ?? '', process.argv.slice(2), process.env);
