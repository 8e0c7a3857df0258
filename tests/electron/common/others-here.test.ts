import { expect, test } from 'vitest';
import { countsPathFor } from '#electron/common/others-here.ts';

test('what a workstation notes beside a cache is never written over the cache, whatever that is called', () => {
  expect(countsPathFor('/caches/0f3a.db')).toBe('/caches/0f3a.left');
  for (const path of ['/caches/0f3a.db', '/caches/first', '/caches/0f3a.db.old'])
    expect(countsPathFor(path)).not.toBe(path);
});
