import type { App } from 'electron';
import { type AppPackage, type AppPaths, createAppPaths } from './app-paths.ts';
import { StrictEmitter } from './emitter.ts';
import type { OpenWindow } from './host.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createSingleInstance } from './single-instance.ts';
import { strict } from './strict.ts';

const EVENTS = `
  ready activate window-all-closed before-quit will-quit quit second-instance
  web-contents-created browser-window-created browser-window-focus browser-window-blur
  session-created render-process-gone child-process-gone certificate-error open-file open-url
  select-client-certificate login gpu-info-update will-finish-launching`;

export type StandInApp = { app: object; emitter: StrictEmitter; lifecycle: Lifecycle; name: () => string };

export function createApp(own: AppPackage, argv: readonly string[], windows: Map<number, OpenWindow>): StandInApp {
  const emitter = new StrictEmitter('app', EVENTS);
  const lifecycle = createLifecycle(emitter, windows, (code) => process.exit(code));
  const switches = new Map(argv.map(toSwitch).filter((pair) => pair !== null));
  let name = own.name;
  const paths: AppPaths = createAppPaths(() => name, switches.get('user-data-dir') || undefined);
  const instance = createSingleInstance(() => paths.get('userData'));

  const members = {
    isPackaged: false,
    whenReady: lifecycle.whenReady,
    isReady: lifecycle.isReady,
    quit: lifecycle.quit,
    exit: lifecycle.exit,
    getPath: paths.get,
    setPath: paths.set,
    getAppPath: () => own.folder,
    getVersion: () => own.version,
    getName: () => name,
    setName: (next: string) => {
      name = next;
    },
    getLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
    getSystemLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
    getPreferredSystemLanguages: () => [Intl.DateTimeFormat().resolvedOptions().locale],
    // On some platforms, these functions set an identifier for the process. The stand-in needs none, so they do
    // nothing.
    setAppUserModelId: () => {},
    setDesktopName: () => {},
    focus: () => {},
    // Every page already runs in the browser's sandbox, so there is nothing to enable.
    enableSandbox: () => {},
    disableHardwareAcceleration: () => {},
    requestSingleInstanceLock: (data?: Record<string | number, unknown>) =>
      instance.request({ argv: [...process.argv], cwd: process.cwd(), data }, (other) => {
        emitter.emit('second-instance', {}, other.argv, other.cwd, other.data);
      }),
    hasSingleInstanceLock: instance.has,
    releaseSingleInstanceLock: instance.release,
    dock: undefined,
    commandLine: strict('app.commandLine', {
      appendSwitch: (key: string, value?: string) => void switches.set(key, value ?? ''),
      appendArgument: () => {},
      hasSwitch: (key: string) => switches.has(key),
      getSwitchValue: (key: string) => switches.get(key) ?? '',
    }),
  } satisfies { [Name in keyof App]?: Name extends 'commandLine' | 'getPath' ? unknown : App[Name] };

  return { app: strict('app', Object.assign(emitter, members)), emitter, lifecycle, name: () => name };
}

function toSwitch(argument: string): [string, string] | null {
  const match = /^--([a-z0-9-]+)(?:=(.*))?$/i.exec(argument);
  return match === null ? null : [match[1] ?? '', match[2] ?? ''];
}
