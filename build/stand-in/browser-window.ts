import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { preventableEvent, StrictEmitter } from './emitter.ts';
import type { Host, OpenWindow } from './host.ts';
import { strict } from './strict.ts';
import { createWebContents } from './web-contents.ts';
import { checkWindowOptions } from './window-options.ts';

const EVENTS = `
  ready-to-show close closed show hide focus blur minimize maximize unmaximize
  restore resize resized move moved page-title-updated unresponsive responsive
  session-end query-session-end enter-full-screen leave-full-screen`;

/** The `BrowserWindow` class: its windows are pages in the officer's browser. */
export function createBrowserWindowClass(host: Host): object {
  let windows = 0;
  const open = function BrowserWindow(options: BrowserWindowConstructorOptions = {}): object {
    if (!host.isReady()) {
      throw new Error('Cannot create BrowserWindow before app is ready');
    }
    checkWindowOptions(options);
    windows += 1;
    const opened = openWindow(host, windows, options);
    host.windows.set(opened.id, opened);
    host.app.emit('web-contents-created', {}, opened.contents);
    host.app.emit('browser-window-created', {}, opened.window);
    return opened.window;
  };
  const find = (test: (window: OpenWindow) => boolean): object | null =>
    [...host.windows.values()].find(test)?.window ?? null;
  return strict(
    'BrowserWindow',
    Object.assign(open, {
      getAllWindows: () => [...host.windows.values()].map(({ window }) => window),
      getFocusedWindow: () => find((each) => each.isFocused()),
      fromWebContents: (contents: object) => find((each) => each.contents === contents),
      fromId: (id: number) => find((each) => each.id === id),
    }),
  );
}

function openWindow(host: Host, id: number, options: BrowserWindowConstructorOptions): OpenWindow {
  const emitter = new StrictEmitter('BrowserWindow', EVENTS);
  const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences = {} } = options;
  let bounds: Rectangle = { x, y, width, height };
  let title = options.title ?? host.appName();
  let visible = show;
  let shown = false;
  let focused = false;
  let minimized = false;
  let maximized = false;
  let destroyed = false;

  const page = createWebContents({
    id,
    host,
    session: host.sessions.of(webPreferences),
    preload: webPreferences.preload,
    toWindow: (message) => {
      switch (message.t) {
        case 'hello':
          setFocused(message.focused);
          break;
        case 'loaded':
          if (!shown) {
            shown = true;
            emitter.emit('ready-to-show');
          }
          break;
        case 'resize':
          bounds = { ...bounds, width: message.width, height: message.height };
          emitter.emit('resize');
          break;
        case 'focus':
          setFocused(message.focused);
      }
    },
  });

  function setFocused(now: boolean): void {
    if (focused !== now) {
      focused = now;
      emitter.emit(now ? 'focus' : 'blur');
      host.app.emit(now ? 'browser-window-focus' : 'browser-window-blur', {}, window);
    }
  }

  function setVisible(now: boolean): void {
    if (visible !== now) {
      visible = now;
      emitter.emit(now ? 'show' : 'hide');
    }
  }

  function close(): boolean {
    if (!destroyed) {
      const event = preventableEvent();
      emitter.emit('close', event);
      if (event.defaultPrevented) {
        return false;
      }
      destroy();
    }
    return true;
  }

  function destroy(): void {
    if (!destroyed) {
      destroyed = true;
      page.end();
      host.windows.delete(id);
      emitter.emit('closed');
      host.windowGone();
    }
  }

  const members = {
    id,
    webContents: page.contents,
    loadURL: page.loadURL,
    close: () => void close(),
    destroy,
    show: () => {
      setVisible(true);
      page.focus();
    },
    showInactive: () => setVisible(true),
    hide: () => setVisible(false),
    focus: page.focus,
    blur: () => {},
    minimize: () => {
      minimized = true;
      emitter.emit('minimize');
    },
    maximize: () => {
      // As in Electron, maximizing a hidden window shows it.
      setVisible(true);
      maximized = true;
      emitter.emit('maximize');
    },
    unmaximize: () => {
      maximized = false;
      emitter.emit('unmaximize');
    },
    restore: () => {
      minimized = false;
      emitter.emit('restore');
    },
    isDestroyed: () => destroyed,
    isVisible: () => visible && !minimized,
    isFocused: () => focused,
    isMinimized: () => minimized,
    isMaximized: () => maximized,
    isFullScreen: () => false,
    getBounds: () => bounds,
    getNormalBounds: () => bounds,
    setBounds: (change: Partial<Rectangle>) => {
      bounds = { ...bounds, ...change };
      emitter.emit('resize');
      emitter.emit('move');
    },
    getTitle: () => title,
    setTitle: (text: string) => {
      title = text;
      page.setTitle(text);
    },
    // These calls do nothing: a tab has no menu bar and no way to keep its content out of screenshots.
    setMenu: () => {},
    removeMenu: () => {},
    setMenuBarVisibility: () => {},
    setAutoHideMenuBar: () => {},
    setContentProtection: () => {},
    flashFrame: () => {},
  } satisfies { [Name in keyof BrowserWindow]?: Name extends 'webContents' ? object : BrowserWindow[Name] };

  const window: object = strict('BrowserWindow', Object.assign(emitter, members), (member) => {
    if (destroyed && member !== 'isDestroyed' && member !== 'id' && Object.hasOwn(members, member)) {
      throw new TypeError('Object has been destroyed');
    }
  });
  return { id, window, contents: page.contents, isFocused: () => focused, close, destroy };
}
