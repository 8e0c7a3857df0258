import type { Clipboard, CrashReporter, NativeTheme, PowerMonitor, SafeStorage, Screen, Shell } from 'electron';
import { StrictEmitter } from './emitter.ts';
import { notSupported, strict } from './strict.ts';

type Print = (line: string) => void;

export function createShell(print: Print) {
  return strict('shell', {
    // The stand-in does not open a browser; tests and developers only need the printed line.
    openExternal: async (url: string): Promise<void> => print(`stand-in openExternal: ${url}`),
    showItemInFolder: (path: string): void => print(`stand-in showItemInFolder: ${path}`),
  } satisfies Pick<Shell, 'openExternal' | 'showItemInFolder'>);
}

export type Theme = { nativeTheme: object; darkMode: (dark: boolean) => void };

/**
 * `nativeTheme`: reflects the preference of the page's browser. Setting `themeSource` changes the value here but not in
 * the browser.
 */
export function createTheme(): Theme {
  const emitter = new StrictEmitter('nativeTheme', 'updated');
  let source: NativeTheme['themeSource'] = 'system';
  let browserDark = false;
  const members = {
    get shouldUseDarkColors() {
      return source === 'system' ? browserDark : source === 'dark';
    },
    get themeSource() {
      return source;
    },
    set themeSource(next: NativeTheme['themeSource']) {
      source = next;
      emitter.emit('updated');
    },
    shouldUseHighContrastColors: false,
    shouldUseInvertedColorScheme: false,
  } satisfies Partial<NativeTheme>;
  return {
    nativeTheme: strict(
      'nativeTheme',
      Object.defineProperties(emitter, Object.getOwnPropertyDescriptors(members)) as object,
    ),
    darkMode: (dark) => {
      if (browserDark !== dark) {
        browserDark = dark;
        emitter.emit('updated');
      }
    },
  };
}

export type Power = {
  powerMonitor: object;
  touch: () => void;
  /** Fires a system event when a test requests it. */
  fire: (event: string) => void;
  idleFor: (seconds: number) => void;
};

/**
 * `powerMonitor`: idle time since the last key, click or movement in any page. Its events fire only when a test triggers
 * them.
 */
export function createPower(): Power {
  const emitter = new StrictEmitter(
    'powerMonitor',
    'suspend resume lock-screen unlock-screen shutdown on-ac on-battery user-did-become-active user-did-resign-active',
  );
  let lastInput = performance.now();
  const idleSeconds = (): number => Math.floor((performance.now() - lastInput) / 1000);
  const members = {
    onBatteryPower: false,
    isOnBatteryPower: () => false,
    getSystemIdleTime: idleSeconds,
    getSystemIdleState: (threshold: number) => (idleSeconds() >= threshold ? 'idle' : 'active'),
  } satisfies Partial<PowerMonitor>;
  return {
    powerMonitor: strict('powerMonitor', Object.assign(emitter, members)),
    touch: () => {
      lastInput = performance.now();
    },
    fire: (event) => void emitter.emit(event),
    idleFor: (seconds) => {
      lastInput = performance.now() - seconds * 1000;
    },
  };
}

export function createScreen() {
  const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
  const size = { width: bounds.width, height: bounds.height };
  const display = strict('Display', { id: 1, bounds, workArea: bounds, size, workAreaSize: size, scaleFactor: 1 });
  const emitter = new StrictEmitter('screen', 'display-added display-removed display-metrics-changed');
  return strict(
    'screen',
    Object.assign(emitter, {
      getPrimaryDisplay: () => display,
      getAllDisplays: () => [display],
      getDisplayMatching: () => display,
      getDisplayNearestPoint: () => display,
    } satisfies Partial<Record<keyof Screen, unknown>>),
  );
}

/** Keeps copied text in memory only; does not touch the system clipboard. */
export function createClipboard() {
  let text = '';
  return strict('clipboard', {
    writeText: async (next: string) => {
      text = next;
    },
    readText: async () => text,
    clear: () => {
      text = '';
    },
  } satisfies Partial<Clipboard>);
}

/** `Notification`: printed as a line on standard output instead of being shown on screen. It cannot be clicked. */
export function createNotificationClass(print: Print): object {
  const Notification = function Notification({ title = '', body = '' } = {}): object {
    const emitter = new StrictEmitter('Notification', 'show click close reply action failed');
    const members = {
      title,
      body,
      show: () => {
        print(`stand-in notification: ${JSON.stringify({ title, body })}`);
        emitter.emit('show', {});
      },
      close: () => void emitter.emit('close', {}),
    };
    return strict('Notification', Object.assign(emitter, members));
  };
  return strict('Notification', Object.assign(Notification, { isSupported: () => true }));
}

/** No crash reports are collected here, so there is nothing to send. */
export function createCrashReporter() {
  const started: unknown[] = [];
  return strict('crashReporter', {
    start: (options) => void started.push(options),
    getParameters: () => ({}),
    getUploadToServer: () => false,
  } satisfies Partial<CrashReporter>);
}

export function createSafeStorage() {
  const none = (): never => notSupported('safeStorage (isEncryptionAvailable() is false)');
  return strict('safeStorage', {
    isEncryptionAvailable: () => false,
    encryptString: none,
    decryptString: none,
  } satisfies Partial<SafeStorage>);
}
