import { beforeEach, expect, test } from 'vitest';
import { StrictEmitter } from '../../../build/stand-in/emitter.ts';
import type { OpenWindow } from '../../../build/stand-in/host.ts';
import { createLifecycle, type Lifecycle } from '../../../build/stand-in/lifecycle.ts';

const STEPS = ['ready', 'before-quit', 'window-all-closed', 'will-quit', 'quit'];

let app: StrictEmitter;
let lifecycle: Lifecycle;
let windows: Map<number, OpenWindow>;
let seen: string[];
let mayClose: boolean;

beforeEach(() => {
  app = new StrictEmitter('app', STEPS.join(' '));
  seen = [];
  mayClose = true;
  windows = new Map();
  lifecycle = createLifecycle(app, windows, (code) => seen.push(`exit ${code}`));
  const destroy = (): void => {
    seen.push('closed');
    windows.delete(1);
    lifecycle.windowGone();
  };
  const close = (): boolean => {
    if (mayClose) {
      destroy();
    }
    return mayClose;
  };
  windows.set(1, { id: 1, window: {}, contents: {}, isFocused: () => false, close, destroy });
});

const hear = (...names: string[]): void => names.forEach((name) => void app.on(name, () => seen.push(name)));
const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)));

test('quitting closes the windows first, and the last one closed is no news then', async () => {
  hear(...STEPS);
  lifecycle.quit();
  expect(seen).toEqual(['before-quit']);
  await nextTurn();
  expect(seen).toEqual(['before-quit', 'closed', 'will-quit', 'quit', 'exit 0']);
});

test.each(['before-quit', 'will-quit'])('the application may stop it at %s, and quit later', async (step) => {
  app.once(step, (event: Event) => event.preventDefault());
  lifecycle.quit();
  await nextTurn();
  expect(seen).not.toContain('exit 0');
  lifecycle.quit();
  await nextTurn();
  expect(seen).toContain('exit 0');
});

test('a window that does not close stops it, until it may', async () => {
  mayClose = false;
  lifecycle.quit();
  await nextTurn();
  expect(seen).toEqual([]);
  mayClose = true;
  lifecycle.quit();
  await nextTurn();
  expect(seen).toEqual(['closed', 'exit 0']);
});

test('the last window closed ends the application, unless it listens for that', async () => {
  windows.get(1)?.close();
  await nextTurn();
  expect(seen).toEqual(['closed', 'exit 0']);
});

test('an application that listens for the last window stays', async () => {
  hear('window-all-closed');
  windows.get(1)?.close();
  await nextTurn();
  expect(seen).toEqual(['closed', 'window-all-closed']);
  lifecycle.exit(3);
});

test('exit asks nobody and keeps its code', () => {
  mayClose = false;
  hear(...STEPS);
  lifecycle.exit(3);
  expect(seen).toEqual(['closed', 'quit', 'exit 3']);
});

test('ready comes once, and not at all after quit', async () => {
  hear('ready');
  lifecycle.fireReady();
  lifecycle.fireReady();
  await lifecycle.whenReady();
  expect(seen).toEqual(['ready']);
  lifecycle.exit();
});
