import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRepair } from '#electron/main/repair/open-repair.ts';
import { denyPermissions, guardWindows } from '#electron/main/shell/security.ts';
import { openWindow } from '#electron/main/shell/window.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

/** Stands in for Electron as documented: settings can be read back, and events arrive as Electron sends them. */
const electron = vi.hoisted(() => ({
  app: null as unknown,
  session: null as unknown,
  opened: [] as unknown[],
  browsed: [] as string[],
  Window: null as unknown,
}));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  get BrowserWindow() {
    return electron.Window;
  },
  get session() {
    return { defaultSession: electron.session };
  },
  nativeTheme: { shouldUseDarkColors: false },
  screen: {
    getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
    getAllDisplays: () => [],
  },
  shell: { openExternal: async (url: string) => void electron.browsed.push(url) },
  protocol: { handle: () => undefined },
  ipcMain: { handle: () => undefined },
  Menu: { buildFromTemplate: () => ({}), setApplicationMenu: () => undefined },
  dialog: {},
}));

class Contents extends EventEmitter {
  answerWindowOpen: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }) => {
    this.answerWindowOpen = handler;
  };
}
class Window extends EventEmitter {
  webContents = new Contents();
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    electron.opened.push(options);
  }
  loadURL = () => Promise.resolve();
}
class Session extends EventEmitter {
  handlers: Record<string, (...given: unknown[]) => unknown> = {};
  keep = (name: string) => (handler: (...given: unknown[]) => unknown) => void (this.handlers[name] = handler);
  setPermissionRequestHandler = this.keep('request');
  setPermissionCheckHandler = this.keep('check');
  setDevicePermissionHandler = this.keep('device');
}

let folder: Folder;
let app: EventEmitter;
let session: Session;
beforeEach(() => {
  folder = temporaryFolder();
  app = new EventEmitter();
  session = new Session();
  Object.assign(electron, { app, session, Window, opened: [], browsed: [] });
});
afterEach(() => folder.remove());

/** Returns whether Electron would proceed after the event. */
function goesOn(target: EventEmitter, name: string, more: object = {}): boolean {
  const event = { ...more, prevented: false, preventDefault: () => void (event.prevented = true) };
  expect(target.emit(name, event)).toBe(true);
  return !event.prevented;
}

describe('the preferences of', () => {
  const GUARDED = {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  };
  const preferences = () => (electron.opened as BrowserWindowConstructorOptions[]).map((one) => one.webPreferences);

  test('the window', () => {
    openWindow('/preload.cjs', { userData: folder.path, isProtected: false });
    expect(preferences()).toEqual([{ ...GUARDED, preload: '/preload.cjs', spellcheck: true }]);
  });

  test('the window in safe mode, which checks no spelling', () => {
    openWindow('/preload.cjs', { userData: null, isProtected: false });
    expect(preferences()).toEqual([{ ...GUARDED, preload: '/preload.cjs', spellcheck: false }]);
  });

  test('the repair page, which is guarded like the window', () => {
    openRepair({
      userData: folder.path,
      version: '0.1.0',
      mark: { failure: null } as Parameters<typeof openRepair>[0]['mark'],
      theme: 'light',
      preload: '/repair-preload.cjs',
      saveDiagnostics: async () => null,
      start: async () => undefined,
      log: () => undefined,
      now: () => new Date(),
    });
    expect(preferences()).toEqual([{ ...GUARDED, preload: '/repair-preload.cjs', spellcheck: false }]);
    expect(Object.keys(session.handlers).sort()).toEqual(['check', 'device', 'request']);
    const contents = new Contents();
    app.emit('web-contents-created', {}, contents);
    expect(goesOn(contents, 'will-navigate', { url: 'https://example.com/' })).toBe(false);
  });
});

describe('a page is refused', () => {
  beforeEach(() => denyPermissions(session as unknown as Parameters<typeof denyPermissions>[0]));

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'display-capture', 'fullscreen', 'usb'])(
    'the permission %s, asked for or looked up',
    (permission) => {
      const answers: unknown[] = [];
      session.handlers['request']?.({}, permission, (answer: unknown) => answers.push(answer), {});
      expect(answers).toEqual([false]);
      expect(session.handlers['check']?.({}, permission, 'app://p2c', {})).toBe(false);
    },
  );

  test('devices', () => {
    expect(session.handlers['device']?.({ deviceType: 'hid', origin: 'app://p2c', device: {} })).toBe(false);
  });

  test('downloads', () => expect(goesOn(session, 'will-download')).toBe(false));
});

describe('a window', () => {
  let contents: Contents;
  let logged: string[];
  beforeEach(() => {
    logged = [];
    guardWindows((event) => void logged.push(event));
    contents = new Contents();
    app.emit('web-contents-created', {}, contents);
  });

  test.each(['will-redirect', 'will-attach-webview'])('refuses %s, even to its own page', (name) => {
    expect(goesOn(contents, name, { url: 'app://p2c/index.html' })).toBe(false);
  });

  test.each([
    'https://example.com/',
    'https://www.cga.ct.gov/',
    'file:///etc/passwd',
    'app://p2c/index.html',
    'javascript:0',
  ])('opens no second one, and no browser for %s', (url) => {
    expect(contents.answerWindowOpen?.({ url })).toEqual({ action: 'deny' });
    expect([electron.browsed, logged]).toEqual([[], ['window.link_refused']]);
  });
});
