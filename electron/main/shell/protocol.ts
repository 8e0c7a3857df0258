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

/** The kinds of files that the window needs. If one is missing, the window shows nothing. */
const NEEDED = /\.(?:html|js|css)$/;

let answerNow: ((request: Request) => Response | Promise<Response>) | null = null;

/** Sets or replaces the handler for the scheme's requests. The window's handler may replace the repair page's. */
export function serve(answer: (request: Request) => Response | Promise<Response>): void {
  const isFirst = answerNow === null;
  answerNow = answer;
  if (isFirst) protocol.handle(APP_SCHEME, (request) => answerNow?.(request) ?? new Response('', { status: 404 }));
}

/**
 * Serves the window's built files (or, during development, those from the server in `dev`) under `app://p2c`, plus the
 * pictures from `attachments`.
 * @param missing called when one of the window's files does not exist.
 */
export function serveWindow(
  folder: string,
  language: () => Language,
  attachments: (request: Request) => Promise<Response> | null,
  dev: DevWindow | null,
  missing: () => void,
): void {
  const files = dev === null ? serveFolder(folder, language) : serveDevWindow(dev, language);
  serve(
    (request) =>
      attachments(request) ??
      files(request).then((response) => {
        if (response.status === 404 && NEEDED.test(request.url)) missing();
        return response;
      }),
  );
}
