import { BrowserWindow, nativeTheme, screen } from 'electron';
import { AppError } from '#shared/errors.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { APP_START } from '../app-origin.ts';
import { asOnPaper } from './printing.ts';
import { LEAST, openWindowState, placeWindow } from './window-state.ts';

/** Keeps the window from flashing white before the page is rendered. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

/**
 * Opens the application's window at its last position and shows it once the page is ready.
 * @param options.userData the folder where the window's position is stored; null in safe mode, which neither reads nor
 * stores the position and turns spell checking off.
 * @param options.isProtected whether the system should keep the window out of recordings.
 */
export function openWindow(
  preload: string,
  { userData, isProtected }: { userData: string | null; isProtected: boolean },
): BrowserWindow {
  const state = userData === null ? null : openWindowState(userData);
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const { maximized, ...bounds } = placeWindow(
    state?.get() ?? null,
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
      // Uses the agency's dictionaries; see spelling.ts.
      spellcheck: userData !== null,
    },
  });
  if (isProtected) window.setContentProtection(true);
  // Save the bounds that the window has when it is not maximized. A full disk must not prevent the window from closing.
  window.on('close', () => {
    try {
      state?.keep({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch {
      // If the bounds could not be saved, the window opens in its default position next time.
    }
  });
  let isShown = false;
  const show = (): void => {
    if (isShown) return;
    isShown = true;
    // Maximize only now, because maximizing a window shows it.
    if (maximized) window.maximize();
    window.show();
  };
  window.once('ready-to-show', show);
  window.webContents.once('did-fail-load', show);
  // Not awaited: if the page fails to load, the officer can see that, and the application must still be able to close.
  void window.loadURL(APP_START).catch(() => undefined);
  return window;
}

/** Brings the first window in front of all others. */
export function bringToFront(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Reloads every page, to apply settings that are fixed when a page loads. Unfinished text is kept as a draft. */
export function reloadWindows(): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
}

/** Applies the officer's theme to native parts such as scroll bars and dialogs. */
export function applyTheme(theme: WorkstationSettings['theme']): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
}

/** Returns the window's page as a PDF, rendered with its print style sheet on US Letter. */
export async function windowAsPdf(): Promise<Uint8Array> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new AppError('internal');
  const { webContents } = window;
  return asOnPaper(webContents, () => webContents.printToPDF({ pageSize: 'Letter' }));
}
