import { protocol } from 'electron';
import { APP_SCHEME } from '../app-origin.ts';
import { serveFolder } from './static-files.ts';

/** Must run before the application is ready: the window's scheme counts as a secure origin of its own, like https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window, and only that, under `app://p2c`. */
export function serveWindow(folder: string): void {
  protocol.handle(APP_SCHEME, serveFolder(folder));
}
