import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Language } from '#shared/domain/report.ts';
import { APP_HOST } from '../app-origin.ts';
import { SECURITY_HEADERS } from './content-security.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Answers the window's requests with files from one folder: only known file types, only GET, and never anything outside
 * the folder, however the path is written. Sets the HTML page's language to `language`.
 */
export function serveFolder(folder: string, language: () => Language): (request: Request) => Promise<Response> {
  const root = normalize(folder + sep);
  return async (request) => {
    const url = URL.parse(request.url);
    if (url === null || url.host !== APP_HOST || request.method !== 'GET') return refuse(403);
    const path = fileIn(root, url.pathname);
    const type = TYPES[extname(path ?? '').toLowerCase()];
    if (path === null || type === undefined) return refuse(404);
    try {
      const bytes = await readFile(path);
      const body = path.endsWith('.html') ? inLanguage(bytes.toString('utf8'), language()) : bytes;
      return new Response(body, { headers: { ...SECURITY_HEADERS, 'content-type': type } });
    } catch {
      return refuse(404);
    }
  };
}

/** Returns the page with its `lang` attribute set. */
export function inLanguage(html: string, language: Language): string {
  return html.replace(/(?<=<html lang=")\w+/, language);
}

function fileIn(root: string, pathname: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const path = normalize(join(root, name === '/' ? 'index.html' : name));
  return path.startsWith(root) ? path : null;
}

function refuse(status: number): Response {
  return new Response('', { status, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
}
