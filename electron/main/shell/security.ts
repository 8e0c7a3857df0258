import { app, type Session, type WebContents } from 'electron';
import type { Log } from '#electron/common/log.ts';
import { APP_START } from '../app-origin.ts';

/**
 * Denies everything a page may request from the computer: camera, location, notifications, devices, the screen. None of
 * it is needed.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * Keeps every window on its own page, even if a link is clicked or code is injected: no navigation, no webview, no second
 * window. Switching views inside the page needs no navigation. No link opens in the officer's browser.
 */
export function guardWindows(log: Log): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      // This event also fires when a page reloads itself. Allow that, because our page reloads itself after an error.
      if (event.url === APP_START) return;
      log('window.navigation_refused');
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // None of our pages has a link to another site.
    contents.setWindowOpenHandler(() => {
      log('window.link_refused');
      return { action: 'deny' };
    });
  });
}
