/// <reference lib="dom" />
/** Runs in the page: implements the `electron` module that the preload script gets from `require('electron')`. */
import { notSupported, strict } from '../strict.ts';

export type Invoke = (channel: string, args: unknown[]) => Promise<unknown>;
type Listener = (event: object, ...args: unknown[]) => void;
type AnyFunction = (...args: unknown[]) => unknown;

export type PreloadElectron = {
  electron: object;
  /** A message pushed by `webContents.send`. */
  deliver: (channel: string, args: unknown[]) => void;
};

export function createPreloadElectron(invoke: Invoke): PreloadElectron {
  const listeners = new Map<string, Listener[]>();
  const add = (channel: string, listener: Listener): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener): object => {
    const kept = listeners.get(channel) ?? [];
    const at = kept.lastIndexOf(listener);
    listeners.set(
      channel,
      kept.filter((_, index) => index !== at),
    );
    return ipcRenderer;
  };
  const ipcRenderer: object = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) => invoke(channel, args),
    on: add,
    addListener: add,
    once: (channel: string, listener: Listener) => {
      const once: Listener = (event, ...args) => {
        remove(channel, once);
        listener(event, ...args);
      };
      return add(channel, once);
    },
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });
  const contextBridge = strict('contextBridge', { exposeInMainWorld });
  return {
    electron: strict('electron (in the preload)', { contextBridge, ipcRenderer }),
    deliver: (channel, args) => {
      for (const listener of listeners.get(channel) ?? []) {
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      }
    },
  };
}

/** The `require` of a sandboxed preload; only `electron` is supported. */
export function requireOnly(electron: object): (name: string) => object {
  return (name) => (name === 'electron' ? electron : notSupported(`require('${name}') in the preload`));
}

function exposeInMainWorld(name: string, api: unknown): void {
  if (Object.hasOwn(window, name)) {
    throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`);
  }
  Object.defineProperty(window, name, { value: freeze(carry(api)), enumerable: true });
}

/**
 * Copies a value as Electron's bridge does: functions become functions that copy their arguments and results, promises
 * are resolved and their values copied, and everything else is cloned. Page and preload share one JavaScript context
 * here, so this catches live objects passed by mistake but does not keep a hostile page out of the preload.
 */
function carry(value: unknown): unknown {
  if (typeof value === 'function') {
    return carryFunction(value as AnyFunction);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value instanceof Promise) {
    return value.then(carry, (error: unknown) => Promise.reject(carryError(error)));
  }
  if (value instanceof Error) {
    return carryError(value);
  }
  if (Array.isArray(value)) {
    return value.map(carry);
  }
  if (Object.prototype.toString.call(value) === '[object Object]') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, carry(item)]));
  }
  return structuredClone(value);
}

function carryFunction(inner: AnyFunction): AnyFunction {
  return (...args) => {
    try {
      return carry(inner(...args.map(carry)));
    } catch (error) {
      throw carryError(error);
    }
  };
}

/** Copies only an error's message. As in Electron, the name, code and cause do not cross the bridge. */
function carryError(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
