import { expect, test } from 'vitest';
import { isDebuggerOpen, unsafeStart } from '#electron/main/shell/unsafe-start.ts';

const SAFE = { isPackaged: true, isRoot: false, mayDebug: false, hasSwitch: () => false, env: {} };

test('an ordinary start is safe', () => {
  expect(unsafeStart(SAFE)).toBeNull();
});

test.each(['no-sandbox', 'disable-web-security', 'ignore-certificate-errors'])(
  'a packaged application refuses --%s',
  (name) => {
    const hasSwitch = (one: string) => one === name;
    expect(unsafeStart({ ...SAFE, hasSwitch })).toContain(`--${name}`);
    expect(unsafeStart({ ...SAFE, hasSwitch, isPackaged: false })).toBeNull();
  },
);

test('a debugger is refused unless managed settings allow it', () => {
  const hasSwitch = (one: string) => one === 'remote-debugging-port';
  expect(unsafeStart({ ...SAFE, hasSwitch })).toContain('--remote-debugging-port');
  expect(unsafeStart({ ...SAFE, hasSwitch, mayDebug: true })).toBeNull();
});

test('a debugger that is open, by port or by pipe, is known, so that officers are shown it', () => {
  const commandLine = (name: string) => ({ hasSwitch: (one: string) => one === name });
  expect(['remote-debugging-port', 'remote-debugging-pipe'].map((name) => isDebuggerOpen(commandLine(name)))).toEqual([
    true,
    true,
  ]);
  expect(isDebuggerOpen(commandLine('no-sandbox'))).toBe(false);
});

test('root may start it without a sandbox, because Chromium has none for root', () => {
  expect(unsafeStart({ ...SAFE, isRoot: true, hasSwitch: (one) => one === 'no-sandbox' })).toBeNull();
});

test('a variable that turns off the check of certificates is refused, packaged or not', () => {
  for (const isPackaged of [true, false])
    expect(unsafeStart({ ...SAFE, isPackaged, env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })).toContain(
      'NODE_TLS_REJECT_UNAUTHORIZED',
    );
  expect(unsafeStart({ ...SAFE, env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } })).toBeNull();
});
