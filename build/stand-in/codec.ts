/**
 * Encodes values passed between page and main process as text. Electron uses structured clone; this is JSON in which
 * everything JSON would lose has a tag: `{"$": type, "v": value}`. Preserved: undefined, NaN, ±Infinity, negative zero,
 * bigint, Date, RegExp, Map, Set, Error, ArrayBuffer and its views. As with structured clone, class instances become
 * plain objects, a Buffer becomes a Uint8Array, and functions, symbols, promises and host objects are refused. Unlike
 * structured clone, circular values are refused, and a value that occurs twice arrives as two copies.
 * This file also runs in the page: no imports, and only APIs available on both sides.
 */
type Tagged = { $: string; v?: unknown };

const VIEWS: Record<string, new (buffer: ArrayBuffer) => unknown> = {
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
};

export function encode(value: unknown): string {
  return JSON.stringify(pack(value, new Set()));
}

export function decode(text: string): unknown {
  return unpack(JSON.parse(text));
}

function pack(value: unknown, above: Set<object>): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : tagged('number', Object.is(value, -0) ? '-0' : `${value}`);
    case 'undefined':
      return tagged('undefined');
    case 'bigint':
      return tagged('bigint', value.toString());
    case 'object':
      break;
    case 'function':
    case 'symbol':
      throw new Error('An object could not be cloned.');
  }
  if (value === null) {
    return null;
  }
  if (above.has(value)) {
    throw new Error('An object could not be cloned: it contains itself.');
  }
  above.add(value);
  const packed = packObject(value, above);
  above.delete(value);
  return packed;
}

function packObject(value: object, above: Set<object>): unknown {
  if (Array.isArray(value)) {
    return Array.from(value, (item) => pack(item, above));
  }
  if (value instanceof Date) {
    return tagged('date', value.getTime());
  }
  if (value instanceof RegExp) {
    return tagged('regexp', [value.source, value.flags]);
  }
  if (value instanceof Map) {
    return tagged(
      'map',
      Array.from(value, ([key, item]) => [pack(key, above), pack(item, above)]),
    );
  }
  if (value instanceof Set) {
    return tagged(
      'set',
      Array.from(value, (item) => pack(item, above)),
    );
  }
  if (value instanceof Error) {
    return tagged('error', [value.name, value.message, value.stack ?? '']);
  }
  if (value instanceof ArrayBuffer) {
    return tagged('ArrayBuffer', toBase64(new Uint8Array(value)));
  }
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return tagged(viewName(value), toBase64(bytes));
  }
  if (Object.prototype.toString.call(value) !== '[object Object]') {
    throw new Error('An object could not be cloned.');
  }
  const fields = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item, above)]));
  return Object.hasOwn(fields, '$') ? tagged('object', fields) : fields;
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(unpack);
  }
  return Object.hasOwn(value, '$') ? unpackTagged(value as Tagged) : unpackFields(value);
}

function unpackTagged({ $, v }: Tagged): unknown {
  const list = Array.isArray(v) ? v : [];
  switch ($) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(v);
    case 'bigint':
      return BigInt(String(v));
    case 'date':
      return new Date(v === null ? Number.NaN : Number(v));
    case 'regexp':
      return new RegExp(String(list[0]), String(list[1]));
    case 'map':
      return new Map(list.map(([key, item]: [unknown, unknown]) => [unpack(key), unpack(item)]));
    case 'set':
      return new Set(list.map(unpack));
    case 'error': {
      const error = new Error(String(list[1]));
      error.name = String(list[0]);
      error.stack = String(list[2]);
      return error;
    }
    case 'object':
      return unpackFields(v as object);
    case 'ArrayBuffer':
      return fromBase64(String(v));
    default: {
      const View = Object.hasOwn(VIEWS, $) ? VIEWS[$] : undefined;
      if (View === undefined) {
        throw new Error(`unknown tag ${$}`);
      }
      return new View(fromBase64(String(v)));
    }
  }
}

function unpackFields(value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]));
}

function tagged($: string, v?: unknown): Tagged {
  return v === undefined ? { $ } : { $, v };
}

/** Returns the standard type name of a view; for Node's Buffer, that is Uint8Array. */
function viewName(view: ArrayBufferView): string {
  return Object.keys(VIEWS).find((name) => Object.prototype.toString.call(view) === `[object ${name}]`) ?? 'Uint8Array';
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In chunks, because the number of arguments per call is limited.
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
}
