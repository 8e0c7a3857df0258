import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import { EMPTY_FORM } from '#shared/domain/second-review.ts';

const folder = mkdtempSync(join(tmpdir(), 'p2c-forms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SAMPLE = '019cc899-0f0a-76ae-bea1-9f87ba3b8403';
const FORM = { ...EMPTY_FORM, kind: 'reject' as const, reason: 'outside_hartford', note: '41 Park Street is' };

test('a half-filled review is there after the application was closed, and goes with drafts that nobody touched', () => {
  const cache = { path: join(folder, 'cache.db'), keyHex: 'ab'.repeat(32) };
  const before = openCache(cache);
  const stores = createStores(before);
  write(before, (tx) => stores.reviewForms.put(tx, SAMPLE, FORM, '2026-03-09T15:00:00.000Z'));
  before.close();

  const db = openCache(cache);
  const { reviewForms, drafts } = createStores(db);
  expect(reviewForms.get(SAMPLE)).toEqual(FORM);
  write(db, (tx) => drafts.removeForgotten(tx, '2026-03-09T14:00:00.000Z', '2026-03-09T14:00:00.000Z'));
  expect(reviewForms.get(SAMPLE)).toEqual(FORM);
  write(db, (tx) => drafts.removeForgotten(tx, '2026-03-10T15:00:00.000Z', '2026-03-10T15:00:00.000Z'));
  expect(reviewForms.get(SAMPLE)).toBeNull();
  db.close();
});
