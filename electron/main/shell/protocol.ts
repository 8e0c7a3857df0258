import { protocol } from 'electron';
import type { Language } from '#shared/domain/report.ts';
import { APP_SCHEME } from '../app-origin.ts';
import { type DevWindow, serveDevWindow } from './dev-window.ts';
import { serveFolder } from './static-files.ts';

/** Makes the window's scheme a separate secure origin, like https. Must run before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built window (or, during development, the one named by `dev`) under `app://p2c`, plus the pictures from
 * `attachments`.
 */
export function serveWindow(
  folder: string,
  language: () => Language,
  attachments: (request: Request) => Promise<Response> | null,
  dev: DevWindow | null,
): void {
  const files = dev === null ? serveFolder(folder, language) : serveDevWindow(dev, language);
  protocol.handle(APP_SCHEME, (request) => attachments(request) ?? files(request));
}
