import { describe, expect, test } from 'vitest';
import { fold } from '#electron/db/fold.ts';
import { queueSql } from '#electron/db/queue.ts';
import { QUEUE_COLUMNS, type QueueColumn, type QueueRequest, type QueueRow } from '#shared/domain/queue.ts';
import { REPORT_KINDS, REPORT_STATES } from '#shared/domain/report.ts';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day)).toISOString();
const families = ['Peña', 'soto', 'Álvarez', 'O’Neil', 'Zhang', 'de la Cruz', 'Smith', 'ámbar'];

/** Sixty reports that differ in every column, with many ties. */
const reports = Array.from({ length: 60 }, (_, i) => {
  const kind = REPORT_KINDS[i % 4] ?? 'larceny';
  const offenses = firstPolicy().offenses.filter((one) => one.kind === kind);
  return aReport({
    serial: ((i * 37) % 60) + 1,
    kind,
    state: OPEN_STATES[(i * 7) % OPEN_STATES.length] ?? 'submitted',
    receivedAt: at(1 + (i % 17)),
    offenseCode: i % 5 === 0 ? null : (offenses[i % offenses.length]?.code ?? null),
    facts: {
      who: {
        familyName: families[i % families.length] ?? 'Soto',
        email: `person${i % 23}@example.org`,
        phone: null,
        birthDate: null,
      },
      where: { address: `${(i * 31) % 900} ${['Park Street', 'Ámsterdam Avenue', 'broad street'][i % 3]}` },
      items: [],
      how: i % 3 === 0 ? 'My neighbor took it; there is a video from the doorbell.' : 'It was gone.',
    },
    history:
      i % 6 === 0
        ? [{ at: at(20 + (i % 5)), kind: 'answered', by: null, summary: 'Answered.', note: null, letter: null }]
        : [],
  });
});

const request = (change: Partial<QueueRequest> = {}): QueueRequest => ({
  filter: { states: [], kinds: [], text: '', likelyRepeat: false },
  sort: { column: 'receivedAt', direction: 'asc' },
  offset: 0,
  limit: 500,
  ...change,
});

/** What a column sorts by, as a person would say it. */
const KEYS: Record<QueueColumn, (row: QueueRow) => string | number> = {
  trackingNumber: (row) => row.trackingNumber,
  receivedAt: (row) => row.receivedAt,
  waiting: (row) => -Date.parse(row.waitingSince),
  kind: (row) => row.kind,
  offense: (row) => fold(row.offense),
  location: (row) => fold(row.location),
  person: (row) => fold(row.person),
  state: (row) => REPORT_STATES.indexOf(row.state),
  hints: (row) => row.hints,
  repeats: (row) => row.strongest ?? -1,
};

function sorted(rows: readonly QueueRow[], column: QueueColumn, direction: 'asc' | 'desc'): QueueRow[] {
  const key = KEYS[column];
  const sign = direction === 'asc' ? 1 : -1;
  // The longest wait is the oldest date, so ties of "waiting" run by tracking number the other way round.
  const tie = column === 'waiting' ? -sign : sign;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x !== y) return x < y ? -sign : sign;
    return a.trackingNumber < b.trackingNumber ? -tie : tie;
  });
}

test('shows likely repeats alone, read from an index of their own', () => {
  const another = aReport({
    serial: 3,
    facts: {
      items: [],
      how: 'Somebody sprayed paint over the garage door.',
      who: { givenName: 'Lee', familyName: 'Okafor', birthDate: '1971-10-30', email: null, phone: null },
      when: { from: '2026-04-20T10:00:00.000Z', to: '2026-04-20T10:00:00.000Z' },
      where: { address: '900 Albany Avenue' },
    },
  });
  const { queue, db } = filledCache([aReport({ serial: 1 }), aReport({ serial: 2 }), another]);
  const filter = { states: [], kinds: [], text: '', likelyRepeat: true };
  const { rows, total } = queue.page(request({ filter, sort: { column: 'repeats', direction: 'desc' } }));
  expect(rows.map(({ repeats }) => repeats)).toEqual([1, 1]);
  expect(rows.every(({ strongest }) => strongest !== null && strongest >= 0.95)).toBe(true);
  expect(total).toBe(2);
  for (const column of QUEUE_COLUMNS) {
    const { sql, countSql } = queueSql({ filter, sort: { column, direction: 'asc' } });
    for (const [text, values] of [
      [sql, [50, 0]],
      [countSql, []],
    ] as const) {
      const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      expect(plan.map(({ detail }) => detail).join()).toContain('queue_likely_repeats');
    }
  }
});

describe('the queue', () => {
  const { queue, db, keep } = filledCache(reports);
  const all = queue.page(request()).rows;

  test.each(QUEUE_COLUMNS.flatMap((column) => [[column, 'asc'] as const, [column, 'desc'] as const]))(
    'sorts by %s %s as a plain sort does',
    (column, direction) => {
      const { rows, total } = queue.page(request({ sort: { column, direction } }));
      expect(total).toBe(60);
      expect(rows.map((row) => row.trackingNumber)).toEqual(
        sorted(all, column, direction).map((row) => row.trackingNumber),
      );
    },
  );

  test.each(QUEUE_COLUMNS.flatMap((column) => [[column, 'asc'] as const, [column, 'desc'] as const]))(
    'reads a page sorted by %s %s from an index and never sorts the whole queue',
    (column, direction) => {
      for (const kinds of [[], ['larceny' as const]]) {
        const { sql, values } = queueSql({
          filter: { states: [], kinds, text: '', likelyRepeat: false },
          sort: { column, direction },
        });
        const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values, 50, 0);
        const text = plan.map((step) => step.detail).join('\n');
        expect(text).toMatch(/SCAN queue USING INDEX queue_by_/);
        expect(text).not.toMatch(/TEMP B-TREE/);
      }
    },
  );

  test('counts the whole queue from an index alone', () => {
    const { countSql } = queueSql(request());
    const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${countSql}`).all();
    expect(plan.map((step) => step.detail).join()).toMatch(/COVERING INDEX/);
  });

  test('gives pages that join without a gap or a repeat', () => {
    const sort = { column: 'person', direction: 'desc' } as const;
    const whole = queue.page(request({ sort })).rows;
    const pages = [0, 25, 50].flatMap((offset) => queue.page(request({ sort, offset, limit: 25 })).rows);
    expect(pages).toEqual(whole);
  });

  test('finds every word, in any order, without regard to case and accents', () => {
    const found = (text: string) =>
      queue.page(request({ filter: { states: [], kinds: [], text, likelyRepeat: false } })).rows;
    expect(found('pena')).toHaveLength(all.filter((row) => row.person.startsWith('Peña')).length);
    expect(found('PARK peña').every((row) => row.person.startsWith('Peña') && row.location.includes('Park'))).toBe(
      true,
    );
    expect(found(all[7]?.trackingNumber ?? '').map((row) => row.id)).toEqual([all[7]?.id]);
    expect(found('100%')).toEqual([]);
    expect(found('_')).toEqual([]);
    expect(found('lost property').every((row) => /lost property/i.test(row.offense))).toBe(true);
  });

  test('filters by state and kind, also by states that have left the queue', () => {
    keep(aReport({ serial: 900, state: 'approved', version: 3 }));
    const rows = (states: QueueRequest['filter']['states'], kinds: QueueRequest['filter']['kinds'] = []) =>
      queue.page(request({ filter: { states, kinds, text: '', likelyRepeat: false } })).rows;
    expect(rows([]).some((row) => row.state === 'approved')).toBe(false);
    expect(rows(['approved']).map((row) => row.state)).toEqual(['approved']);
    expect(new Set(rows(['approved', 'submitted']).map((row) => row.state))).toEqual(
      new Set(['approved', 'submitted']),
    );
    expect(new Set(rows([], ['fraud']).map((row) => row.kind))).toEqual(new Set(['fraud']));
  });
});

test('a new policy renames the offenses in the queue and what can be found by them', () => {
  const { queue, reports: store, policy } = filledCache([aReport({ offenseCode: 'larceny_other' })]);
  const next = firstPolicy({ version: 2 });
  for (const one of next.offenses) if (one.code === 'larceny_other') one.title = 'Theft of something else';
  policy.save(next);
  store.retitle(firstPolicy(), next);
  const page = queue.page(request({ filter: { states: [], kinds: [], text: 'something ELSE', likelyRepeat: false } }));
  expect(page.rows.map((row) => row.offense)).toEqual(['Theft of something else']);
});
