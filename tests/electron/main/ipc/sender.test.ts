import { expect, test } from 'vitest';
import { isOwnFrame } from '#electron/main/ipc/sender.ts';

const page = { url: 'app://p2c/index.html#/queue', parent: null };

test('accepts calls from the top frame of our own window on our own page', () => {
  expect(isOwnFrame(page, true)).toBe(true);
});

test.each([
  ['a frame that is gone', null, true],
  ['a frame inside our page', { ...page, parent: {} }, true],
  ['a window that is not ours', page, false],
  ['another host of our scheme', { ...page, url: 'app://other/index.html' }, true],
  ['a host that only begins like ours', { ...page, url: 'app://p2c.example.org/index.html' }, true],
  ['a web page', { ...page, url: 'https://p2c/index.html' }, true],
  ['a file', { ...page, url: 'file:///p2c/index.html' }, true],
  ['a blank page', { ...page, url: 'about:blank' }, true],
  ['no address at all', { ...page, url: '' }, true],
])('rejects calls from %s', (_, frame, own) => {
  expect(isOwnFrame(frame, own)).toBe(false);
});
