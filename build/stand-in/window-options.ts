import { isAbsolute } from 'node:path';
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { notSupported } from './strict.ts';

/** These options have no meaning in a browser tab, so they are accepted and ignored. */
const VISUAL_OPTIONS = [
  'minWidth',
  'minHeight',
  'maxWidth',
  'maxHeight',
  'center',
  'resizable',
  'movable',
  'minimizable',
  'maximizable',
  'closable',
  'fullscreenable',
  'focusable',
  'autoHideMenuBar',
  'backgroundColor',
  'icon',
  'darkTheme',
  'useContentSize',
  'paintWhenInitiallyHidden',
] as const satisfies readonly (keyof BrowserWindowConstructorOptions)[];

const OWN_OPTIONS = ['x', 'y', 'width', 'height', 'show', 'title', 'webPreferences'] as const;

/**
 * Preferences that a window must not weaken, with their allowed values. Enforces the product's security settings in the
 * stand-in too.
 */
const SAFE_PREFERENCES: Partial<Record<keyof WebPreferences, readonly unknown[]>> = {
  contextIsolation: [undefined, true],
  sandbox: [undefined, true],
  webSecurity: [undefined, true],
  nodeIntegration: [undefined, false],
  nodeIntegrationInWorker: [undefined, false],
  nodeIntegrationInSubFrames: [undefined, false],
  allowRunningInsecureContent: [undefined, false],
  experimentalFeatures: [undefined, false],
  webviewTag: [undefined, false],
  plugins: [undefined, false],
};

const HARMLESS_PREFERENCES = [
  'preload',
  'session',
  'partition',
  'spellcheck',
  'devTools',
  'navigateOnDragDrop',
  'safeDialogs',
  'disableDialogs',
  'backgroundThrottling',
  'autoplayPolicy',
  'enableWebSQL',
  'defaultEncoding',
  'images',
  'v8CacheOptions',
] as const;

/** Throws on an option the stand-in does not know and on any `webPreferences` value that weakens security. */
export function checkWindowOptions(options: BrowserWindowConstructorOptions): void {
  const known: readonly string[] = [...VISUAL_OPTIONS, ...OWN_OPTIONS];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    notSupported(`BrowserWindow option '${unknown}'`);
  }
  const preferences = options.webPreferences ?? {};
  for (const [name, value] of Object.entries(preferences)) {
    const safe = SAFE_PREFERENCES[name as keyof WebPreferences];
    if (safe === undefined && !HARMLESS_PREFERENCES.some((each) => each === name)) {
      notSupported(`webPreferences.${name}`);
    }
    if (safe !== undefined && !safe.includes(value)) {
      notSupported(`the unsafe webPreferences.${name}: ${String(value)}`);
    }
  }
  if (preferences.preload !== undefined && !isAbsolute(preferences.preload)) {
    throw new Error(`preload script must have absolute path: ${preferences.preload}`);
  }
}
