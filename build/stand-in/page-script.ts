import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** In import order. The files are concatenated into one scope, so each may export only named functions and constants. */
const PAGE_SOURCES = ['codec.ts', 'strict.ts', 'page/bridge.ts', 'page/watch.ts', 'page/client.ts'];

export const SCRIPT_PATH = '/.stand-in/page.js';

/**
 * Returns the script that is injected first into every page: our page-side code, followed by the application's built
 * preload script, unchanged, wrapped in a function. It is a file on the page's origin, so `script-src 'self'` allows
 * it.
 * @param comesBack whether the page waits for the application to restart after the connection ends.
 */
export function pageScript(preloadPath: string | undefined, comesBack: boolean): string {
  const preload = preloadPath === undefined ? '' : readFileSync(preloadPath, 'utf8');
  return (
    `((boot) => boot(function (require, module, exports, process) {\n${preload}\n}, ${comesBack}))` +
    `((() => {\n'use strict';\n${PAGE_SOURCES.map(plainSource).join('\n')}\nreturn boot;\n})());\n`
  );
}

/** Returns `html` with our script at the start of its head, before any policy in a `<meta>` and any other script. */
export function withPageScript(html: string): string {
  const tag = `<script src="${SCRIPT_PATH}"></script>`;
  const places = [/<head(\s[^>]*)?>/i, /<html(\s[^>]*)?>/i, /<!doctype[^>]*>/i];
  const place = places.find((pattern) => pattern.test(html));
  return place !== undefined ? html.replace(place, (found) => found + tag) : tag + html;
}

function plainSource(name: string): string {
  const source = stripped(readFileSync(new URL(name, import.meta.url), 'utf8'));
  return source.replace(/^import .*$/gm, '').replace(/^export /gm, '');
}

/** Strips the types without showing Node's warning that type stripping is experimental. */
function stripped(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
