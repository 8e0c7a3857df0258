import { app, type Session, shell, type WebContents } from 'electron';
import type { Log } from '#electron/common/log.ts';
import { APP_START } from '../app-origin.ts';
import { mayOpenOutside } from './links.ts';

/** Denies what a page may ask of the computer: camera, place, notifications, devices, the screen. Nothing is needed. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * Keeps every window on its page, whatever is clicked or injected: no navigation, no webview, no second window. The
 * page moves between its views without navigating. Links to known places open in the officer's browser.
 */
export function guardWindows(log: Log): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      // The page that loads itself again is asked about too, and does so after an error of its own.
      if (event.url === APP_START) return;
      log('window.navigation_refused');
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url).catch(() => log('window.browser_failed'));
      else log('window.link_refused');
      return { action: 'deny' };
    });
  });
}
