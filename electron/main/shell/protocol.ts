import { protocol } from 'electron';
import type { Language } from '#shared/domain/report.ts';
import { APP_SCHEME } from '../app-origin.ts';
import { type DevWindow, serveDevWindow } from './dev-window.ts';
import { serveFolder } from './static-files.ts';

/** Must run before the application is ready: the window's scheme counts as a secure origin of its own, like https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built window (or, while it is developed, the one that `dev` names) under `app://p2c`, and besides it the
 * pictures that `attachments` knows.
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
