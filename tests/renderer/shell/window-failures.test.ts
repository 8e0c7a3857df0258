import { expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { windowFailure } from '#shared/window-failure.ts';
import { failureOf, reportFailure } from '../../../renderer/shell/window-failures.ts';

const WORDS = 'Maria Quetzal, 41 Park Street';

function broken(name: string): Error {
  const message = `${WORDS}\n    at ${WORDS}\n    at quetzal.js:41:1`;
  const error = new Error(message);
  error.name = name;
  error.stack = [
    `${name}: ${message}`,
    '    at row (app://p2c/assets/desk-page-Ab_1.js:12:3456)',
    '    at async app://p2c/assets/index.js:1:20',
    '    at Array.map (<anonymous>)',
  ].join('\n');
  return error;
}

test('a window failure reports its kind and location, and no text that a person wrote', () => {
  const told = failureOf('drawing', broken('TypeError'));
  expect(told).toEqual({ how: 'drawing', error: 'TypeError', places: ['desk-page-Ab_1.js:12:3456', 'index.js:1:20'] });
  expect(failureOf('promise', new AppError('offline', { cause: broken(WORDS) })).error).toBe('offline');
  expect(failureOf('promise', WORDS)).toEqual({ how: 'promise', error: 'string', places: [] });
  expect(failureOf('script', broken(WORDS)).error).toBe('Error');
});

test('any thrown value, at any stack depth, gives a report that the main process accepts', () => {
  const deep = broken('RangeError');
  deep.stack = Array.from({ length: 500 }, (_, n) => `    at f (app://p2c/assets/a.js:${n + 1}:1)`).join('\n');
  const none = Object.assign(new Error('x'), { stack: undefined });
  for (const thrown of [deep, none, broken(''), null, undefined, 7, Symbol('x'), {}])
    expect(windowFailure.safeParse(failureOf('script', thrown)).success).toBe(true);
});

test('a repeated failure is reported at most twenty times, and failing to report it does no harm', () => {
  const call = vi.fn(() => Promise.reject(new Error('nobody hears')));
  vi.stubGlobal('window', { p2c: { call } });
  for (let n = 0; n < 100; n++) reportFailure('drawing', broken('TypeError'));
  vi.unstubAllGlobals();
  expect(call).toHaveBeenCalledTimes(20);
});
