/** This file also runs in the page, so it must not import anything. */

/**
 * Members that JavaScript engines, loggers and `await` read on any object; throwing for these would only hide the real
 * error.
 */
const HARMLESS_PROBES = new Set([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  '__esModule',
  '$$typeof',
  'nodeType',
  'asymmetricMatch',
]);

/** Always throws: an unsupported API must fail at once, or a test could pass without testing anything. */
export function notSupported(what: string): never {
  throw new Error(`not supported by the stand-in: ${what}`);
}

/**
 * Wraps `target` so that reading or setting a member it does not have throws an error that names the member (`app.dock`).
 * @param check called with the name of each member read; it may throw (for example, for a destroyed window).
 */
export function strict<T extends object>(name: string, target: T, check?: (member: string) => void): T {
  return new Proxy(target, {
    get(object, key, receiver): unknown {
      if (typeof key === 'string') {
        check?.(key);
      }
      if (typeof key === 'symbol' || key in object || HARMLESS_PROBES.has(key)) {
        return Reflect.get(object, key, receiver);
      }
      return notSupported(`${name}.${key}`);
    },
    set(object, key, value, receiver) {
      if (typeof key === 'symbol' || key in object) {
        return Reflect.set(object, key, value, receiver);
      }
      return notSupported(`${name}.${key} = …`);
    },
  });
}
