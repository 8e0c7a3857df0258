import { describe, expect, test } from 'vitest';
import { decode, encode } from '../../../build/stand-in/codec.ts';

describe('the codec keeps apart what JSON would not', () => {
  test.each([
    ['undefined in an array and an object', [undefined, { a: undefined }]],
    ['numbers that JSON has no word for', [Number.NaN, Number.POSITIVE_INFINITY, -0, 1.5]],
    ['big integers', [2n ** 70n]],
    ['dates, also invalid ones', [new Date(1), new Date(Number.NaN)]],
    ['regular expressions', /a\/b/giu],
    ['maps and sets, nested', new Map([[new Set([1]), new Map([['k', null]])]])],
    ['views of many kinds', [new Uint8Array([255, 0]), new Float64Array([1.5]), new BigInt64Array([-1n])]],
    ['an array buffer', new Uint8Array([1, 2, 3]).buffer],
    ['an object that looks like a tag', { $: 'date', v: { $: 'map' } }],
    ['an object with a dangerous name', JSON.parse('{"__proto__": {"polluted": true}}')],
  ])('%s', (_name, value) => {
    expect(decode(encode(value))).toEqual(value);
  });

  test('bytes beyond one call of fromCharCode, and only the part that a view shows', () => {
    const whole = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256);
    expect(decode(encode(whole.subarray(10, 290_000)))).toEqual(whole.slice(10, 290_000));
  });

  test('an error with its name and message', () => {
    expect(decode(encode(new RangeError('no')))).toMatchObject({ name: 'RangeError', message: 'no' });
  });

  test('what two fields share arrives in both', () => {
    const shared = { a: 1 };
    expect(decode(encode([shared, shared]))).toEqual([shared, shared]);
  });
});

describe('the codec refuses what structured clone refuses', () => {
  test.each([
    ['a function', { f: () => 1 }],
    ['a symbol', [Symbol('s')]],
    ['a promise', Promise.resolve(1)],
  ])('%s', (_name, value) => {
    expect(() => encode(value)).toThrow('An object could not be cloned.');
  });

  test('and an object that contains itself, which it cannot encode', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(() => encode(loop)).toThrow('it contains itself');
  });
});
