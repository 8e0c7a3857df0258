import { expect, test } from 'vitest';
import { leftBeside } from '#electron/common/others-here.ts';

test('what a workstation notes beside a cache is never written over the cache, whatever that is called', () => {
  expect(leftBeside('/caches/0f3a.db')).toBe('/caches/0f3a.left');
  for (const path of ['/caches/0f3a.db', '/caches/first', '/caches/0f3a.db.old'])
    expect(leftBeside(path)).not.toBe(path);
});
