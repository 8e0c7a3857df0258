import { expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createPreferenceStore } from '#electron/worker/db/preferences.ts';
import { FIRST_PREFERENCES } from '#shared/domain/preferences.ts';

test('changes of several preferences add up, and what is damaged counts as never chosen', () => {
  const db = openCache({ path: null, keyHex: null });
  const store = createPreferenceStore(db);
  expect(store.get()).toEqual(FIRST_PREFERENCES);
  store.change({ density: 'compact' });
  store.change({ keys: { approve: 'x' } });
  expect(store.get()).toEqual({ ...FIRST_PREFERENCES, density: 'compact', keys: { approve: 'x' } });
  db.prepare("UPDATE meta SET value = '{' WHERE key = 'preferences'").run();
  expect(store.get()).toEqual(FIRST_PREFERENCES);
  expect(store.change({ notify: false })).toEqual({ ...FIRST_PREFERENCES, notify: false });
  db.close();
});
