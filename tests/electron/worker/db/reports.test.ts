import { expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import { createRandom } from '#server/demo-data/random.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { REPORT_STATES, type Report } from '#shared/domain/report.ts';
import { aReport, corrected, firstPolicy } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { counted, NO_HINTS } from '../../../helpers/hint-count.ts';

test('a report that changes many times is listed as if it had arrived in its current form', () => {
  const random = createRandom(3, 7);
  const any = <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T;
  const policy = firstPolicy();
  const { db, reports } = filledCache();
  const now = new Map<number, { report: Report; hints: number; generation: number }>();
  for (let version = 1; version <= 400; version += 1) {
    const serial = random.int(1, 12);
    const before = now.get(serial)?.report ?? aReport({ serial });
    // Usually one field changes, as when someone acts on a report.
    const change: Partial<Report> = any([
      { kind: any(REPORT_KINDS) },
      { state: any(REPORT_STATES) },
      { claim: any([null, { by: 'Ana', at: '2026-03-08T10:00:00.000Z' } as never]) },
      { receivedAt: `2026-03-${random.int(10, 28)}T14:00:00.000Z` },
      { offenseCode: any(['larceny_other', null]) },
      { changedAt: `2026-04-${random.int(10, 28)}T14:00:00.000Z` },
      {},
    ]);
    const report = { ...before, ...change, version };
    const generation = version > 200 ? 2 : 1;
    const hints = any([0, 0, 3]);
    expect(write(db, (tx) => reports.save(tx, report, policy, counted(hints), generation))).not.toBeNull();
    now.set(serial, { report, hints, generation });
  }
  const fresh = filledCache();
  for (const { report, hints, generation } of now.values())
    write(fresh.db, (tx) => fresh.reports.save(tx, report, policy, counted(hints), generation));
  // Row numbers depend on the order of arrival, so they are ignored.
  const rows = (of: typeof db, table: string) =>
    of
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`)
      .all()
      .map((row) => Object.assign(row, { seq: null }));
  expect(rows(db, 'queue')).toEqual(rows(fresh.db, 'queue'));
  expect(rows(db, 'report')).toEqual(rows(fresh.db, 'report'));
});

test('an older version of a report is not stored, except by a full pull, which takes what the server has', () => {
  const { db, reports } = filledCache();
  const policy = firstPolicy();
  const seq = write(db, (tx) => reports.save(tx, aReport({ version: 5 }), policy, NO_HINTS, 1));
  expect(
    write(db, (tx) => reports.save(tx, aReport({ version: 4, state: 'approved' }), policy, NO_HINTS, 1)),
  ).toBeNull();
  expect(reports.get(aReport().id)?.state).toBe('submitted');
  expect(write(db, (tx) => reports.save(tx, aReport({ version: 4, state: 'approved' }), policy, NO_HINTS, 2))).toBe(
    seq,
  );
  expect(reports.get(aReport().id)).toMatchObject({ version: 4, state: 'approved' });
});

test('the lists show the current person and location, including corrections by officers', () => {
  const corrections = [corrected('who.familyName', 'Peralta'), corrected('where.address', '12 Vine Street')];
  const { queue } = filledCache([
    aReport({ facts: { who: { givenName: 'Ana', familyName: 'Peralto' }, where: { unit: '3' } }, corrections }),
  ]);
  expect(queue.row(aReport().id)).toMatchObject({ person: 'Peralta, Ana', location: '12 Vine Street, 3' });
});

test('new titles reach every report in small batches, even after an interrupted pass', () => {
  const { db, reports } = filledCache(Array.from({ length: 50 }, (_, n) => aReport({ serial: n + 1 })));
  const named = (version: number, title: string) => {
    const policy = firstPolicy({ version });
    for (const one of policy.offenses) if (one.code === aReport().offenseCode) one.title = { en: title };
    return policy;
  };
  const titles = () => db.prepare('SELECT DISTINCT offense, offense_key FROM queue').all();
  write(db, (tx) => reports.retitle(tx, firstPolicy(), named(2, 'Taken')).next());
  expect(titles()).toHaveLength(2);
  expect(write(db, (tx) => [...reports.retitle(tx, firstPolicy(), named(3, 'Stolen'))]).length).toBeGreaterThan(2);
  expect(titles()).toEqual([{ offense: 'Stolen', offense_key: 'stolen' }]);
  // No title changed, so nothing is read.
  expect(write(db, (tx) => [...reports.retitle(tx, named(3, 'Stolen'), named(4, 'Stolen'))])).toEqual([]);
});
