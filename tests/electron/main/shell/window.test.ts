import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { APP_START } from '#electron/main/app-origin.ts';
import { reviveWindows } from '#electron/main/shell/revive-windows.ts';
import { guardWindows } from '#electron/main/shell/security.ts';
import { openWindow } from '#electron/main/shell/window.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

/** Stands in for Electron: an application, and windows that are shown when maximized, as its documentation says. */
const electron = vi.hoisted(() => ({ app: null as unknown, Window: null as unknown }));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  get BrowserWindow() {
    return electron.Window;
  },
  nativeTheme: { shouldUseDarkColors: false },
  screen: {
    getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
    getAllDisplays: () => [],
  },
  shell: {},
}));

class Contents extends EventEmitter {
  reloads = 0;
  setWindowOpenHandler = () => {};
  isDestroyed = () => false;
  reload = () => void (this.reloads += 1);
}
class Window extends EventEmitter {
  webContents = new Contents();
  isShown = false;
  isProtected = false;
  isMaximized = false;
  loadURL = () => Promise.resolve();
  show = () => void (this.isShown = true);
  setContentProtection = (on: boolean) => void (this.isProtected = on);
  maximize = () => void Object.assign(this, { isMaximized: true, isShown: true });
}

let folder: Folder;
let app: EventEmitter;
beforeEach(() => {
  folder = temporaryFolder();
  app = new EventEmitter();
  Object.assign(electron, { app, Window });
});
afterEach(() => folder.remove());
const open = (isProtected = false) =>
  openWindow('/preload.cjs', { userData: folder.path, isProtected }) as unknown as Window;

test('a maximized window, like any other, is not shown before its page has painted', () => {
  const state = { x: 10, y: 10, width: 1000, height: 700, maximized: true };
  writeFileSync(join(folder.path, 'window.json'), JSON.stringify(state));
  const window = open();
  expect(window.isShown).toBe(false);
  window.emit('ready-to-show');
  expect([window.isShown, window.isMaximized]).toEqual([true, true]);
});

test('a window is kept out of recordings where IT wants that, and only there', () => {
  expect([open(true).isProtected, open().isProtected]).toEqual([true, false]);
});

test('a window whose page fails to load is still shown', () => {
  const window = open();
  window.webContents.emit('did-fail-load');
  expect([window.isShown, window.isMaximized]).toEqual([true, false]);
});

test('a page may reload itself, which Electron also asks about, but not navigate elsewhere', () => {
  const logged: string[] = [];
  guardWindows((event) => void logged.push(event));
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);
  const goesTo = (url: string): boolean => {
    const event = { url, prevented: false, preventDefault: () => void (event.prevented = true) };
    contents.emit('will-navigate', event, url);
    return !event.prevented;
  };
  expect(goesTo(APP_START)).toBe(true);
  expect(logged).toEqual([]);
  for (const url of [
    'https://example.com/',
    'app://p2c/other.html',
    'app://p2c/attachments/x',
    `${APP_START}?x`,
    'file:///etc/passwd',
  ])
    expect(goesTo(url)).toBe(false);
});

test('a page whose process died is reloaded once, and one that dies again at once is left alone', async () => {
  const logged: unknown[] = [];
  reviveWindows((event, fields) => void logged.push([event, fields]));
  const contents = new Contents();
  const die = async (reason: string) => {
    app.emit('render-process-gone', {}, contents, { reason, exitCode: 5 });
    await new Promise(setImmediate);
  };
  await die('clean-exit');
  expect(contents.reloads).toBe(0);
  await die('oom');
  await die('oom');
  expect(contents.reloads).toBe(1);
  expect(logged[0]).toEqual(['window.process_gone', { reason: 'oom', exitCode: 5 }]);
});
