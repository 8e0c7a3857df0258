import { expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createUnsavedPolicy } from '#electron/worker/db/unsaved-policy.ts';
import { write } from '#electron/worker/db/write.ts';
import { rawOf } from '../../../helpers/cache.ts';

test('the last unsaved text of a policy draft stays until it is removed; a damaged one counts as none', () => {
  const db = openCache({ path: null, keyHex: null });
  const store = createUnsavedPolicy(db);
  expect(store.get()).toBeNull();
  const draftId = '0195706f-0000-7000-8000-0000000000d2';
  const from = { revision: 3, document: '{"a":1}' };
  for (const why of ['First.', 'Then.']) write(db, (tx) => store.put(tx, { draftId, document: '{}', why, from }));
  expect(store.get()).toEqual({ draftId, document: '{}', why: 'Then.', from });
  rawOf(db).prepare("UPDATE meta SET value = '{' WHERE key = 'unsaved_policy'").run();
  expect(store.get()).toBeNull();
  write(db, (tx) => store.remove(tx));
  expect(store.get()).toBeNull();
  db.close();
});
