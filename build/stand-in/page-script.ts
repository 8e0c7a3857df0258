import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** In the order of their imports; each has only named function and constant exports, which share one scope. */
const PAGE_SOURCES = ['codec.ts', 'strict.ts', 'page/bridge.ts', 'page/watch.ts', 'page/client.ts'];

export const SCRIPT_PATH = '/.stand-in/page.js';

/**
 * The script put first into every page: our part of the page, and the application's built preload script, unchanged,
 * in a function of its own. It is a file of the page's origin, so `script-src 'self'` allows it.
 *
 * @param comesBack whether the page waits for an application that ended to be started again.
 */
export function pageScript(preloadPath: string | undefined, comesBack: boolean): string {
  const preload = preloadPath === undefined ? '' : readFileSync(preloadPath, 'utf8');
  return (
    `((boot) => boot(function (require, module, exports, process) {\n${preload}\n}, ${comesBack}))` +
    `((() => {\n'use strict';\n${PAGE_SOURCES.map(plainSource).join('\n')}\nreturn boot;\n})());\n`
  );
}

/** `html` with our script as the first thing in its head, before any policy in a `<meta>` and any other script. */
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

/** Node warns once that its own stripper is new; on an officer's or a tester's screen that is noise. */
function stripped(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
