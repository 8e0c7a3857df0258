import { expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createPreferenceStore } from '#electron/worker/db/preferences.ts';
import { write } from '#electron/worker/db/write.ts';
import { FIRST_PREFERENCES, type PreferencesChange } from '#shared/domain/preferences.ts';
import { rawOf } from '../../../helpers/cache.ts';

test('changes to several preferences are merged, and a damaged preference counts as not set', () => {
  const db = openCache({ path: null, keyHex: null });
  const store = createPreferenceStore(db);
  expect(store.get()).toEqual(FIRST_PREFERENCES);
  const change = (one: PreferencesChange) => write(db, (tx) => store.change(tx, one));
  change({ density: 'compact' });
  change({ keys: { approve: 'x' } });
  expect(store.get()).toEqual({ ...FIRST_PREFERENCES, density: 'compact', keys: { approve: 'x' } });
  rawOf(db).prepare("UPDATE meta SET value = '{' WHERE key = 'preferences'").run();
  expect(store.get()).toEqual(FIRST_PREFERENCES);
  expect(change({ notify: false })).toEqual({ ...FIRST_PREFERENCES, notify: false });
  db.close();
});
