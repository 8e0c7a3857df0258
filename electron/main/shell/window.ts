import { BrowserWindow, nativeTheme, screen } from 'electron';
import { AppError } from '#shared/errors.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { APP_START } from '../app-origin.ts';
import { LEAST, openWindowState, placeWindow } from './window-state.ts';

/** So that the window does not flash white before the page has drawn itself. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

/**
 * Opens the application's window where it was last; it is shown when there is something to see.
 * @param userData where its place is kept.
 */
export function openWindow(preload: string, userData: string): BrowserWindow {
  const state = openWindowState(userData);
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const { maximized, ...bounds } = placeWindow(
    state.get(),
    displays.map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: LEAST.width,
    minHeight: LEAST.height,
    show: false,
    title: 'P2C Review',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // With dictionaries of the agency's own; see spelling.ts.
      spellcheck: true,
    },
  });
  // Its bounds are those that it has when it is not maximized; a full disk must not keep anybody from closing it.
  window.on('close', () => {
    try {
      state.keep({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch {
      // It opens in its usual place then.
    }
  });
  let isShown = false;
  const show = (): void => {
    if (isShown) return;
    isShown = true;
    // Not before: to maximize a window is to show it.
    if (maximized) window.maximize();
    window.show();
  };
  window.once('ready-to-show', show);
  window.webContents.once('did-fail-load', show);
  // Not waited for: a page that fails to load is seen as such, and the application must go on to be closed.
  void window.loadURL(APP_START).catch(() => undefined);
  return window;
}

/** The first window, in front of whatever covers it. */
export function bringToFront(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Draws every page anew, for what holds as long as a page does. What is half written there is kept as a draft. */
export function reloadWindows(): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
}

/** Makes the native parts, such as scroll bars and dialogs, follow the officer's choice. */
export function applyTheme(theme: WorkstationSettings['theme']): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
}

/** The window's page as its print style sheet shows it, on US Letter. */
export async function windowAsPdf(): Promise<Uint8Array> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new AppError('internal');
  return window.webContents.printToPDF({ pageSize: 'Letter' });
}
