import { expect, test } from 'vitest';
import { migrate } from '#electron/worker/db/migrate.ts';
import { start } from '#electron/worker/db/migrations/0001-start.ts';
import { standing } from '#electron/worker/db/migrations/0024-standing.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { queueColumns } from '#electron/worker/db/queue-row.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

/** A cache as version 0.1 wrote it. */
function former() {
  const db = openCache({ path: null, keyHex: null });
  // A virtual table takes its own tables along.
  const names = db
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('virtual', 'table') AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
  db.pragma('foreign_keys = OFF');
  for (const name of names) db.exec(`DROP TABLE "${name}"`);
  db.pragma('foreign_keys = ON');
  db.exec(start);
  db.pragma('user_version = 1');
  return db;
}

test('a cache of the first version is brought up to date in place, and knows when its reports were closed', () => {
  const db = former();
  const claim = {
    by: { id: '0195706f-0000-7000-8000-000000000009', displayName: 'Officer Ortega' },
    since: '2026-03-09T10:00:00.000Z',
    expiresAt: '2026-03-09T10:10:00.000Z',
  };
  const open = aReport({ serial: 1, claim });
  const closed = aReport({ serial: 2, state: 'rejected', changedAt: '2026-03-09T10:00:00.000Z' });
  for (const [seq, report] of [open, closed].entries()) {
    const { closed_at: _, claim: _later, owner: _owner, photos: _photos, ...kept } = queueColumns(report, null);
    const columns = { ...kept, search: '' };
    db.prepare('INSERT INTO report VALUES (?, ?, 1, 1, ?)').run(seq, report.id, JSON.stringify(report));
    const names = Object.keys(columns);
    db.prepare(
      `INSERT INTO queue (seq, in_queue, hints, repeats, ${names.join(', ')}) VALUES (@seq, 1, 0, 0, ${names.map((one) => `@${one}`).join(', ')})`,
    ).run({ seq, ...columns });
  }
  migrate(db);
  expect(db.prepare('SELECT closed_at FROM queue ORDER BY seq').pluck().all()).toEqual([null, closed.changedAt]);
  expect(
    db
      .prepare<[], string>('SELECT claim FROM queue WHERE claim IS NOT NULL')
      .pluck()
      .all()
      .map((text): unknown => JSON.parse(text)),
  ).toEqual([claim]);
  expect(db.prepare('SELECT count(*) FROM draft').pluck().get()).toBe(0);
  db.close();
});

test('a cache that came from an older version has the same tables as a new one', () => {
  const tables = (db: ReturnType<typeof former>) =>
    db.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();
  const old = former();
  migrate(old);
  const fresh = openCache({ path: null, keyHex: null });
  expect(tables(old)).toEqual(tables(fresh));
});

test('the tables are those of the snapshot, so that a change of them is seen as one', async () => {
  const db = openCache({ path: null, keyHex: null });
  const all = db
    .prepare<[], string>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  await expect(`${all.join(';\n\n')};\n`).toMatchFileSnapshot('schema.sql');
});

test('what waits since when, and to whom it belongs, is worked out anew in a cache of an older version', () => {
  const { keep, db } = filledCache();
  const by = { id: '0195706f-0000-7000-8000-00000000000a', displayName: 'Officer Ortega' };
  const line = (kind: HistoryEntry['kind'], day: number, officerId?: string): HistoryEntry => ({
    at: `2026-03-${10 + day}T10:00:00.000Z`,
    kind,
    by: kind === 'answered' || kind === 'appealed' ? null : by.displayName,
    ...(officerId === undefined ? {} : { officerId }),
    summary: kind,
    note: null,
    letter: null,
  });
  const other = '0195706f-0000-7000-8000-00000000000b';
  keep(aReport({ serial: 1, state: 'returned', history: [line('rejected', 1, by.id), line('returned', 2, other)] }));
  keep(aReport({ serial: 2, state: 'appealed', history: [line('rejected', 1), line('appealed', 3)] }));
  keep(
    aReport({ serial: 3, history: [line('contact', 1, by.id), line('assigned', 2, other), line('noted', 3, other)] }),
  );
  keep(aReport({ serial: 4, assignedTo: by, history: [line('assigned', 2, other)] }));
  keep(aReport({ serial: 5 }));
  const rows = () => db.prepare('SELECT seq, waiting_since, owner FROM queue ORDER BY seq').all();
  const wanted = rows();
  db.exec("UPDATE queue SET waiting_since = received_at, owner = 'name:Sgt. Reyes' WHERE seq < 5");
  db.exec(standing);
  expect(rows()).toEqual(wanted);
});
