import { expect, test } from 'vitest';
import { shellUser } from '#server/cli/shell-user.ts';

const PASSWD =
  'root:x:0:0::/root:/bin/bash\njdoe:x:1001:1001::/home/jdoe:/bin/bash\np2c:x:998:998::/:/usr/sbin/nologin\n';
const p2c = { uid: 998, username: 'p2c' };

const files =
  (loginuid: string | null) =>
  (path: string): string => {
    const text = path === '/etc/passwd' ? PASSWD : loginuid;
    if (text === null) throw new Error('no such file');
    return text;
  };

test('a command records the account it runs as and the machine user who signed in and switched to it', () => {
  expect(shellUser(p2c, files('1001'), undefined)).toBe('p2c for jdoe');
  expect(shellUser(p2c, files('5012'), undefined)).toBe('p2c for uid 5012');
  expect(shellUser(p2c, files('998'), undefined)).toBe('p2c');
  expect(shellUser(p2c, files('4294967295'), undefined)).toBe('p2c');
});

test('without a kernel login id, root is recorded with the sudo user; anyone else could have forged that', () => {
  const root = { uid: 0, username: 'root' };
  expect(shellUser(root, files(null), 'jdoe')).toBe('root for jdoe');
  expect(shellUser(p2c, files(null), 'somebody')).toBe('p2c');
  expect(shellUser(root, files(null), 'a\n<b>')).toBe('root for a??b?');
});
