import { type Preferences, type PreferencesChange, readPreferences, withChange } from '#shared/domain/preferences.ts';
import type { Db, Tx } from './write.ts';

/** The officer's preferences in this cache. */
export function createPreferenceStore(db: Db) {
  const read = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'preferences'").pluck();
  const write = db.prepare(
    "INSERT INTO meta (key, value) VALUES ('preferences', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const get = (): Preferences => {
    try {
      return readPreferences(JSON.parse(read.get() ?? 'null'));
    } catch {
      return readPreferences(null);
    }
  };
  return {
    get,
    change: (tx: Tx, change: PreferencesChange): Preferences => {
      const next = withChange(get(), change);
      tx.run(write, JSON.stringify(next));
      return next;
    },
  };
}
