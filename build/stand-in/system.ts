import type { Clipboard, CrashReporter, NativeTheme, PowerMonitor, SafeStorage, Screen, Shell } from 'electron';
import { StrictEmitter } from './emitter.ts';
import { notSupported, strict } from './strict.ts';

type Print = (line: string) => void;

export function createShell(print: Print) {
  return strict('shell', {
    // Opening it here would be the stand-in's decision; the line is what a test and a developer need.
    openExternal: async (url: string): Promise<void> => print(`stand-in openExternal: ${url}`),
    showItemInFolder: (path: string): void => print(`stand-in showItemInFolder: ${path}`),
  } satisfies Pick<Shell, 'openExternal' | 'showItemInFolder'>);
}

export type Theme = { nativeTheme: object; darkMode: (dark: boolean) => void };

/** `nativeTheme`: what the page's browser prefers. `themeSource` changes the answer here, not the browser. */
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
  /** What the computer does, where a test says so. */
  fire: (event: string) => void;
  idleFor: (seconds: number) => void;
};

/** `powerMonitor`: idle since the last key, click or movement in any page. Its events fire where a test drives them. */
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

/** Kept in memory only; the machine's own clipboard is the browser's business. */
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

/** `Notification`: its line on standard output stands for the one on the screen. Nobody can click it. */
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

/** Nothing is collected here, so there is nothing to send either. */
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
