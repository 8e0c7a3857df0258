import { describe, expect, test } from 'vitest';
import { fold } from '#electron/worker/db/fold.ts';
import { streetKey } from '#electron/worker/db/queue-columns.ts';
import { offenseWords } from '#electron/worker/db/queue-row.ts';
import {
  countSql,
  fewSql,
  indexRanges,
  NOBODY,
  rankSql,
  type Statement,
  type ViewerContext,
  walkSql,
} from '#electron/worker/db/queue-sql.ts';
import { type Db, write } from '#electron/worker/db/write.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { QUEUE_COLUMNS, type QueueColumn, type QueueRequest, type QueueRow } from '#shared/domain/queue.ts';
import { REPORT_STATES } from '#shared/domain/report.ts';
import { parseSearch } from '#shared/domain/search.ts';
import { VIEWS } from '#shared/domain/views.ts';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import { anItem, aReport, firstPolicy } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';
import { counted, NO_HINTS } from '../../../helpers/hint-count.ts';

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
    assignedTo:
      i % 3 === 0 ? { id: `0195706f-0000-7000-8000-00000000000${i % 7}`, displayName: `Officer ${i % 7}` } : null,
    offenseCode: i % 5 === 0 ? null : (offenses[i % offenses.length]?.code ?? null),
    facts: {
      who: {
        familyName: families[i % families.length] ?? 'Soto',
        email: `person${i % 23}@example.org`,
        phone: null,
        birthDate: null,
      },
      where: { address: `${(i * 31) % 900} ${['Park Street', 'Ámsterdam Avenue', 'broad street'][i % 3]}` },
      items: i % 4 === 0 ? [] : [anItem({ valueCents: (i % 9) * 2_500 })],
      how: i % 3 === 0 ? 'My neighbor took it; there is a video from the doorbell.' : 'It was gone.',
    },
    history:
      i % 6 === 0
        ? [
            {
              at: at(20 + (i % 5)),
              kind: 'answered',
              by: null,
              event: { code: 'answered', params: { files: 0 } },
              note: null,
              letter: null,
            },
          ]
        : [],
  });
});

const request = (change: Partial<QueueRequest> = {}): QueueRequest => ({
  filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
  sort: { column: 'receivedAt', direction: 'asc' },
  offset: 0,
  limit: 500,
  ...change,
});

const receivedFirst = request().sort;

/** Returns SQLite's query plan for a statement, one step per line. */
function planOf(db: Db, { sql, values }: Statement, more: readonly number[] = []): string {
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values, ...more);
  return plan.map(({ detail }) => detail).join('\n');
}

const whereOf = ({ filter }: Pick<QueueRequest, 'filter'>, stand: ViewerContext = NOBODY) =>
  indexRanges(filter, parseSearch(filter.text), stand);

/** What each column sorts by, in plain terms. */
const KEYS: Record<QueueColumn, (row: QueueRow) => string | number> = {
  trackingNumber: (row) => row.trackingNumber,
  receivedAt: (row) => row.receivedAt,
  waiting: (row) => -Date.parse(row.waitingSince),
  kind: (row) => row.kind,
  offense: (row) => fold(offenseWords(row.kind, row.offenseCode, firstPolicy())),
  location: (row) => streetKey(row.location),
  person: (row) => fold(row.person),
  state: (row) => REPORT_STATES.indexOf(row.state),
  hints: (row) => row.hints,
  duplicates: (row) => row.strongest ?? -1,
  value: (row) => row.value,
  assignee: (row) => row.assignee,
};

function sorted(rows: readonly QueueRow[], column: QueueColumn, direction: 'asc' | 'desc'): QueueRow[] {
  const key = KEYS[column];
  const sign = direction === 'asc' ? 1 : -1;
  // The longest wait has the oldest date, so ties in "waiting" sort by tracking number in the opposite direction.
  const tie = column === 'waiting' ? -sign : sign;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x !== y) return x < y ? -sign : sign;
    return a.trackingNumber < b.trackingNumber ? -tie : tie;
  });
}

describe('a message that nobody answers in time', () => {
  const entry = { by: null, event: { code: 'message_received', params: { files: 0 } }, letter: null } as const;
  const wrote = (day: number) => ({ ...entry, at: at(day), kind: 'message', note: 'Any news?' }) as const;
  const answered = { ...wrote(10), by: 'Officer Rivera', event: { code: 'message_sent', params: {} } } as const;
  const stand = { ...NOBODY, overBefore: at(8) };
  const overdue = (reports: Parameters<typeof filledCache>[0]) =>
    filledCache(reports)
      .queue.page(request({ filter: VIEWS.overdueMessages.filter }), stand)
      .rows.map(({ trackingNumber }) => trackingNumber);

  test('is found by has:overdue-message, whatever the status of its report, until somebody answers', () => {
    const open = aReport({ serial: 1, history: [wrote(7)] });
    const closed = aReport({ serial: 2, state: 'approved', history: [wrote(7)] });
    const onTime = aReport({ serial: 3, history: [wrote(9)] });
    const done = aReport({ serial: 4, history: [wrote(7), answered] });
    expect(overdue([open, closed, onTime, done, aReport({ serial: 5 })]).toSorted()).toEqual(
      [open, closed].map(({ trackingNumber }) => trackingNumber).toSorted(),
    );
  });

  test('is told by its own due date, not by that of its report', () => {
    const late = aReport({ serial: 1, receivedAt: at(1), history: [wrote(9)] });
    expect(overdue([late])).toEqual([]);
  });
});

describe('what may mean danger to somebody', () => {
  const grave = 'He is outside my door right now with a gun. My daughter is alone inside.';
  const calm = [1, 2, 3].map((serial) => aReport({ serial, receivedAt: at(serial) }));
  const danger = aReport({ serial: 9, receivedAt: at(9), facts: { how: grave } });

  test.each(QUEUE_COLUMNS)('comes first in each list, whatever the order: %s', (column) => {
    const { queue } = filledCache([...calm, danger]);
    for (const direction of ['asc', 'desc'] as const) {
      const { rows } = queue.page(request({ sort: { column, direction } }));
      expect(rows.map((row) => row.danger)).toEqual([1, 0, 0, 0]);
      for (const [place, { id }] of rows.entries()) {
        expect(queue.place({ filter: request().filter, sort: { column, direction }, id })).toBe(place);
      }
    }
  });

  test('is found by has:danger, and no longer marked while the agency waits for an answer or has decided', () => {
    const { queue, keep } = filledCache([...calm, danger]);
    const found = () =>
      queue.page(request({ filter: { ...request().filter, states: [...REPORT_STATES], text: 'has:danger' } })).rows;
    expect(found().map(({ id }) => id)).toEqual([danger.id]);
    for (const [nth, state] of (['awaiting_citizen', 'approved'] as const).entries()) {
      keep({ ...danger, state, version: nth + 2 });
      expect(found()).toEqual([]);
    }
  });

  test('is marked again when the person writes of it to a report that waits for them or is decided', () => {
    const entry = { at: at(12), event: { code: 'message', params: {} }, letter: null } as const;
    const asked = { ...entry, kind: 'follow_up', by: 'Officer Rivera', note: null } as const;
    const written = { ...entry, kind: 'message', by: null, note: 'He is here again with a gun.' } as const;
    for (const state of ['awaiting_citizen', 'approved', 'withdrawn'] as const) {
      const { queue, keep } = filledCache([...calm, { ...danger, state, history: [asked, written] }]);
      const all = request({ filter: { ...request().filter, states: [...REPORT_STATES] } });
      expect([state, queue.page(all).rows[0]?.danger, queue.page(all).rows[0]?.message]).toEqual([state, 1, 1]);
      keep({ ...danger, state, version: 2, history: [asked, written, { ...asked, kind: 'message', note: 'Sent.' }] });
      expect([state, ...queue.page(all).rows.map((row) => row.danger)]).toEqual([state, 0, 0, 0, 0]);
    }
  });

  test('written with a withdrawal, is found among the messages', () => {
    const withdrawn = {
      at: at(12),
      kind: 'withdrawn',
      by: null,
      event: { code: 'withdrawn', params: {} },
      note: 'He will kill me if I do not withdraw this.',
      letter: null,
    } as const;
    const { queue } = filledCache([...calm, aReport({ serial: 4, state: 'withdrawn', history: [withdrawn] })]);
    expect(queue.page(request({ filter: VIEWS.messages.filter })).rows.map((row) => row.danger)).toEqual([1]);
  });

  test('withdrawn before any officer acted, is found among the messages until one does', () => {
    const entry = { at: at(12), event: { code: 'withdrawn', params: {} }, letter: null } as const;
    const left = {
      ...danger,
      state: 'withdrawn' as const,
      history: [{ ...entry, kind: 'withdrawn' as const, by: null, note: null }],
    };
    const { queue, keep } = filledCache([left]);
    const marked = () => queue.page(request({ filter: VIEWS.messages.filter })).rows.map((row) => row.danger);
    expect(marked()).toEqual([1]);
    const noted = { ...entry, kind: 'noted' as const, by: 'Officer Rivera', note: 'She is safe.' };
    keep({ ...left, version: 2, history: [...left.history, noted] });
    expect(marked()).toEqual([]);
  });

  test('is found in an answer as well', () => {
    const answer = {
      at: at(12),
      kind: 'answered',
      by: null,
      event: { code: 'answered', params: { files: 0 } },
      note: 'I want to kill myself.',
      letter: null,
    } as const;
    const { queue } = filledCache([aReport({ serial: 4, state: 'resubmitted', history: [answer] })]);
    expect(queue.page(request()).rows[0]?.danger).toBe(1);
  });
});

test('streets sort by house number', () => {
  const streets = ['1062 Main St', '100 Main St', '108 Main St', 'Main St', '99 Main St'];
  expect(streets.toSorted((a, b) => (streetKey(a) < streetKey(b) ? -1 : 1))).toEqual([
    '99 Main St',
    '100 Main St',
    '108 Main St',
    '1062 Main St',
    'Main St',
  ]);
});

test('a filter that few reports match uses its own index in any sort order', () => {
  const { db } = filledCache(reports);
  for (const column of QUEUE_COLUMNS) {
    const where = whereOf({ filter: { states: [], kinds: [], text: '', likelyDuplicate: false, only: ['mine'] } });
    expect(planOf(db, fewSql(where, { column, direction: 'asc' }), [50, 0])).toMatch(
      /INDEX queue_by_owner \(in_queue=\? AND owner=\?\)/,
    );
  }
});

test("a colleague's reports and likely duplicates use their own index with any other filter", () => {
  const { db } = filledCache(reports);
  const planned = (text: string) => {
    const where = whereOf({ filter: { states: [], kinds: [], text, likelyDuplicate: false } });
    return `${planOf(db, fewSql(where, receivedFirst), [50, 0])} ${planOf(db, countSql(where))}`;
  };
  const [mine, likely] = ['INDEX queue_by_owner', 'INDEX (queue_by_duplicates|likely_by_\\w+)'].map((one) => {
    return new RegExp(`${one}.* ${one}`, 's');
  });
  for (const other of [
    'has:photo',
    'has:hint',
    'is:duplicate',
    'is:over',
    'from:2026-03-02',
    'to:2026-03-09 kind:fraud',
  ])
    expect(planned(`is:mine ${other}`), other).toMatch(mine ?? '');
  for (const other of ['has:photo', 'has:hint', 'kind:fraud has:photo'])
    expect(planned(`is:duplicate ${other}`), other).toMatch(likely ?? '');
});

test('reports with photos are counted without scanning the others', () => {
  const { db } = filledCache(reports);
  const where = whereOf({ filter: { states: [], kinds: ['fraud'], text: 'has:photo', likelyDuplicate: false } });
  const plan = planOf(db, countSql(where));
  expect(plan).toContain('COVERING INDEX queue_by_photos (in_queue=? AND photos>?)');
});

test('shows only likely duplicates, read from their own index', () => {
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
  const filter = { states: [], kinds: [], text: '', likelyDuplicate: true };
  const { rows, total } = queue.page(request({ filter, sort: { column: 'duplicates', direction: 'desc' } }));
  expect(rows.map(({ duplicates }) => duplicates)).toEqual([1, 1]);
  expect(rows.every(({ strongest }) => strongest !== null && strongest >= 0.95)).toBe(true);
  expect(total).toBe(2);
  const where = whereOf({ filter });
  const plans = [
    planOf(db, countSql(where)),
    planOf(db, fewSql(where, { column: 'person', direction: 'asc' }), [50, 0]),
  ];
  for (const plan of plans)
    expect(plan).toMatch(/SEARCH queue USING (COVERING )?INDEX queue_by_duplicates \(in_queue=\? AND likelihood>\?\)/);
});

test('pages of likely duplicates are read from indexes that contain nothing else', () => {
  const { db } = filledCache(reports);
  for (const [column, key] of [
    ['receivedAt', 'received_at'],
    ['waiting', 'waiting'],
  ] as const) {
    for (const states of [[], ['submitted'], ['submitted', 'approved']] satisfies QueueRequest['filter']['states'][]) {
      const where = whereOf({ filter: { states, kinds: [], text: '', likelyDuplicate: true } });
      const plan = planOf(db, walkSql(where, { column, direction: 'asc' }), [50, 0]);
      expect(plan.match(new RegExp(`USING (COVERING )?INDEX likely_by_${key} `, 'g'))).toHaveLength(where.length);
      expect(plan).not.toMatch(/TEMP B-TREE/);
    }
  }
});

describe('the queue', () => {
  const { queue, db, keep } = filledCache(reports);
  const all = queue.page(request()).rows;

  test.each(QUEUE_COLUMNS.flatMap((column) => [[column, 'asc'] as const, [column, 'desc'] as const]))(
    'sorts by %s %s the same way a plain sort does',
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
      const sort = { column, direction };
      for (const [kinds, states] of [
        [[], []],
        [['larceny'], []],
        [[], ['approved', 'rejected']],
        [['fraud'], ['submitted', 'approved']],
      ] satisfies [QueueRequest['filter']['kinds'], QueueRequest['filter']['states']][]) {
        const where = whereOf({ filter: { states, kinds, text: '', likelyDuplicate: false } });
        const plan = planOf(db, walkSql(where, sort), [50, 0]);
        expect(plan).not.toMatch(/TEMP B-TREE/);
        expect(plan.match(/SEARCH queue USING COVERING INDEX queue_by_\w+ \(in_queue=\?.*/g)).toHaveLength(
          where.length,
        );
      }
    },
  );

  test('deep pages are filtered from a covering index, without reading rows', () => {
    for (const text of ['has:photo', 'has:hint', 'is:mine', 'is:over', 'from:2026-03-02']) {
      const where = whereOf({ filter: { states: ['submitted', 'approved'], kinds: [], text, likelyDuplicate: false } });
      const plan = planOf(db, walkSql(where, { column: 'location', direction: 'asc' }, { deep: true }), [50, 2000]);
      const reads = plan.match(/SEARCH queue USING.*/g);
      expect(reads?.length, text).toBeGreaterThanOrEqual(2 * where.length);
      for (const read of reads ?? []) expect(read, text).toContain('COVERING INDEX');
    }
  });

  test.each(QUEUE_COLUMNS)('counts the reports that sort before a given one by %s from an index alone', (column) => {
    const where = whereOf({
      filter: { states: ['submitted', 'approved'], kinds: [], text: '', likelyDuplicate: false },
    });
    const { sql, values } = rankSql(where, { column, direction: 'desc' }, false);
    const steps = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values, { seq: 1 });
    const reads = steps.map(({ detail }) => detail).filter((one) => /SEARCH queue USING .*in_queue/.test(one));
    expect(reads).toHaveLength(where.length);
    for (const one of reads) expect(one).toContain('COVERING INDEX');
  });

  test.each(['has:photo', 'has:hint', 'is:over', 'from:2026-03-02'])('deep pages return the same rows: %s', (text) => {
    const where = whereOf({ filter: { states: ['submitted', 'approved'], kinds: [], text, likelyDuplicate: false } });
    const read = (deep: boolean) => {
      const { sql, values } = walkSql(where, { column: 'location', direction: 'desc' }, { deep });
      return db.prepare<unknown[], { seq: number }>(sql).all(...values, 500, 0);
    };
    expect(read(true)).toEqual(read(false));
  });

  test.each<[string, Partial<QueueRequest['filter']>]>([
    ['all that is open', {}],
    ['some states', { states: ['resubmitted', 'escalated'] }],
    ['closed ones', { states: ['approved'] }],
    ['open and closed ones', { states: ['submitted', 'approved'] }],
    ['a kind', { kinds: ['fraud'] }],
    ['likely duplicates', { likelyDuplicate: true }],
    ['mine', { only: ['mine'] }],
    ['what is over the promised time', { only: ['over'] }],
    ['days', { text: 'from:2026-03-04 to:2026-03-09' }],
    ['photographs', { text: 'has:photo' }],
    ['what may mean danger', { text: 'has:danger' }],
  ])('counts %s from an index alone', (_, change) => {
    const filter = { states: [], kinds: [], text: '', likelyDuplicate: false, ...change };
    const plan = planOf(db, countSql(whereOf({ filter })));
    for (const step of plan.split('\n').filter((one) => one.includes(' queue'))) {
      expect(step).toMatch(/SEARCH queue USING COVERING INDEX queue_by_\w+ \(in_queue=\?/);
    }
  });

  test('returns pages that join without gaps or overlaps', () => {
    const sort = { column: 'person', direction: 'desc' } as const;
    const whole = queue.page(request({ sort })).rows;
    const pages = [0, 25, 50].flatMap((offset) => queue.page(request({ sort, offset, limit: 25 })).rows);
    expect(pages).toEqual(whole);
  });

  test('finds every word, in any order, ignoring case and accents', () => {
    const found = (text: string) =>
      queue.page(request({ filter: { states: [], kinds: [], text, likelyDuplicate: false } })).rows;
    expect(found('pena')).toHaveLength(all.filter((row) => row.person.startsWith('Peña')).length);
    expect(found('PARK peña').every((row) => row.person.startsWith('Peña') && row.location.includes('Park'))).toBe(
      true,
    );
    expect(found(all[7]?.trackingNumber ?? '').map((row) => row.id)).toEqual([all[7]?.id]);
    expect(found('100%')).toEqual([]);
    expect(found('_ !')).toHaveLength(all.length);
    expect(
      found('lost property').every((row) =>
        /lost property/i.test(offenseWords(row.kind, row.offenseCode, firstPolicy())),
      ),
    ).toBe(true);
  });

  test('filters by status and kind, including statuses that have left the queue', () => {
    keep(aReport({ serial: 900, state: 'approved', version: 3 }));
    const rows = (states: QueueRequest['filter']['states'], kinds: QueueRequest['filter']['kinds'] = []) =>
      queue.page(request({ filter: { states, kinds, text: '', likelyDuplicate: false } })).rows;
    expect(rows([]).some((row) => row.state === 'approved')).toBe(false);
    expect(rows(['approved']).map((row) => row.state)).toEqual(['approved']);
    expect(new Set(rows(['approved', 'submitted']).map((row) => row.state))).toEqual(
      new Set(['approved', 'submitted']),
    );
    expect(new Set(rows([], ['fraud']).map((row) => row.kind))).toEqual(new Set(['fraud']));
  });
});

test('a new policy renames offenses in the queue and in the search index', () => {
  const { db, queue, reports: store, policy, search } = filledCache([aReport({ offenseCode: 'larceny_other' })]);
  const next = firstPolicy({ version: 2 });
  for (const one of next.offenses) if (one.code === 'larceny_other') one.title = { en: 'Theft of something else' };
  write(db, (tx) => policy.save(tx, next));
  expect(write(db, (tx) => [...store.retitle(tx, firstPolicy(), next)]).length).toBeGreaterThan(0);
  // On a busy machine a query may be answered before everything is indexed.
  while (write(db, (tx) => search.step(tx)).more);
  const found = (text: string) =>
    queue.page(request({ filter: { states: [], kinds: [], text, likelyDuplicate: false } })).total;
  expect([found('something ELSE'), found('all other')]).toEqual([1, 0]);
});

test('a report is found by its offense title in either language, and sorts by the agency’s', () => {
  const codes = ['larceny_other', 'larceny_coin_machine'];
  const listed = (language: 'en' | 'es') => {
    const policy = firstPolicy();
    const agency = { ...policy.agency, language };
    const reports = codes.map((offenseCode, n) => aReport({ serial: n + 1, offenseCode }));
    const cache = filledCache(reports, { policy: { ...policy, agency } });
    while (write(cache.db, (tx) => cache.search.step(tx)).more);
    const codesOf = (change: Partial<QueueRequest>) =>
      cache.queue.page(request(change)).rows.map((row) => row.offenseCode);
    const found = (text: string) => codesOf({ filter: { states: [], kinds: [], text, likelyDuplicate: false } });
    expect([found('all other'), found('todos los demás'), found('máquina')]).toEqual([
      ['larceny_other'],
      ['larceny_other'],
      ['larceny_coin_machine'],
    ]);
    return codesOf({ sort: { column: 'offense', direction: 'asc' } });
  };
  // In English, “all other” sorts before “from a coin-operated machine”; in Spanish, “de una máquina” before “todos los
  // demás”.
  expect([listed('en'), listed('es')]).toEqual([codes, codes.toReversed()]);
});

test('any part of a long queue is found by its row numbers, from either end, and after a change', () => {
  const { queue, db, reports: store, policy } = filledCache();
  const count = 3300;
  write(db, (tx) => {
    for (let i = 1; i <= count; i += 1) {
      const familyName = families[(i * 7) % families.length] ?? 'Soto';
      const state = i % 3 === 0 ? 'approved' : 'submitted';
      store.save(
        tx,
        aReport({ serial: i, state, receivedAt: at(1 + (i % 300)), facts: { who: { familyName } } }),
        null,
        counted(i % 4),
        1,
      );
    }
  });
  expect(policy.current()).not.toBeNull();
  for (const states of [[], ['submitted', 'approved'], ['approved']] satisfies QueueRequest['filter']['states'][]) {
    for (const column of ['person', 'waiting', 'trackingNumber', 'hints', 'duplicates'] as const) {
      const of = {
        filter: { states, kinds: [], text: '', likelyDuplicate: false },
        sort: { column, direction: 'desc' as const },
      };
      const numbers = (offset: number, limit: number) =>
        queue.page({ ...of, offset, limit }).rows.map((row) => row.trackingNumber);
      const { total } = queue.page({ ...of, offset: 0, limit: 1 });
      const whole: string[] = [];
      for (let offset = 0; offset < total; offset += 500) whole.push(...numbers(offset, 500));
      expect(new Set(whole).size).toBe(total);
      for (const offset of [total - 3, 1500, 2020, 0, 990, total - 40, 1100]) {
        expect(numbers(offset, 40)).toEqual(whole.slice(offset, offset + 40));
      }
      expect(numbers(total, 40)).toEqual([]);
      // The reverse also works: a report's position in the list is found.
      for (const offset of [0, 990, 1050, total - 1]) {
        const id = queue.page({ ...of, offset, limit: 1 }).rows[0]?.id ?? '';
        expect(queue.place({ ...of, id })).toBe(offset);
      }
    }
  }
  const first = { ...request(), limit: 1 };
  const before = queue.page({ ...first, offset: 2000 }).rows[0]?.trackingNumber;
  write(db, (tx) =>
    store.save(tx, aReport({ serial: 9000, receivedAt: '2026-01-01T00:00:00.000Z' }), null, NO_HINTS, 1),
  );
  expect(queue.page({ ...first, offset: 2001 }).rows[0]?.trackingNumber).toBe(before);
});

test('a report has a position if it matches the query, in short results, long ones and searches, and otherwise none', () => {
  const { queue } = filledCache([...reports, aReport({ serial: 900, state: 'approved', version: 3 })]);
  for (const change of [
    {},
    { kinds: ['fraud'] },
    { states: ['approved', 'submitted'] },
    { text: 'park' },
  ] satisfies Partial<QueueRequest['filter']>[]) {
    const { filter, sort } = request({
      filter: { states: [], kinds: [], text: '', likelyDuplicate: false, ...change },
      sort: { column: 'person', direction: 'desc' },
    });
    const shown = queue.page(request({ filter, sort })).rows.map(({ id }) => id);
    for (const { id } of reports) {
      const at = shown.indexOf(id);
      expect(queue.place({ filter, sort, id })).toBe(at === -1 ? null : at);
    }
    expect(queue.place({ filter, sort, id: '0195706f-0000-7000-8000-00000000ffff' })).toBeNull();
  }
});

test('mine, overdue and needs me depend on the viewer and the time', () => {
  const me = { id: '0195706f-0000-7000-8000-00000000000a', displayName: 'Officer Ortega', role: 'officer' as const };
  const asked = (by: string) => [
    {
      at: at(3),
      kind: 'follow_up' as const,
      by,
      event: { code: 'asked', params: { missing: ['value'], replyDays: 15, countIn: 'calendar_days' } },
      note: null,
      letter: null,
    },
  ];
  const { queue, db } = filledCache([
    aReport({ serial: 1, assignedTo: { id: me.id, displayName: me.displayName }, receivedAt: at(1) }),
    aReport({ serial: 2, state: 'resubmitted', history: asked(me.displayName), receivedAt: at(5) }),
    aReport({ serial: 3, state: 'awaiting_citizen', history: asked(me.displayName), receivedAt: at(1) }),
    aReport({ serial: 4, state: 'resubmitted', history: asked('Officer Reyes'), receivedAt: at(6) }),
    aReport({ serial: 5, state: 'escalated', receivedAt: at(7) }),
    aReport({ serial: 6, receivedAt: at(8) }),
  ]);
  rawOf(
    db,
  ).exec(`INSERT INTO outbox (id, report_id, tracking_number, act, seen, leaves_queue, state, created_at, hold_until)
    SELECT 'key', id, tracking_number, '{}', '{}', 1, 'conflict', '', '' FROM queue WHERE seq = 6`);
  const serials = (one: 'mine' | 'over' | 'needs_me', role: 'officer' | 'supervisor' = 'officer') => {
    const stand = { ...NOBODY, officer: { ...me, role }, overBefore: at(6) };
    const filter = { ...request().filter, only: [one] };
    const { rows } = queue.page(request({ filter }), stand);
    expect(queue.counts([filter], stand)).toEqual([rows.length]);
    return rows.map(({ id }) => Number(id.slice(-4)));
  };
  expect(serials('mine')).toEqual([1, 3, 2]);
  expect(serials('over')).toEqual([1, 2]);
  expect(serials('needs_me')).toEqual([2, 6]);
  expect(serials('needs_me', 'supervisor')).toEqual([2, 5, 6]);
});

test('is:overdue finds the reports of the view "Overdue", whatever else is asked for', () => {
  const { queue, db } = filledCache([
    aReport({ serial: 1, receivedAt: at(1) }),
    aReport({ serial: 2, receivedAt: at(1), state: 'approved' }),
    aReport({ serial: 3, receivedAt: at(1), state: 'withdrawn' }),
    aReport({ serial: 4, receivedAt: at(1), state: 'awaiting_citizen' }),
    aReport({ serial: 5, receivedAt: at(9) }),
    aReport({ serial: 6, receivedAt: at(1), state: 'appealed' }),
    // Decided here and not sent yet.
    aReport({ serial: 7, receivedAt: at(1) }),
  ]);
  rawOf(db).exec('UPDATE queue SET in_queue = 0 WHERE seq = 7');
  const stand = { ...NOBODY, overBefore: at(6) };
  const found = (text: string, only: 'over'[] = []) =>
    queue
      .page(request({ filter: { ...request().filter, text, only } }), stand)
      .rows.map(({ id }) => Number(id.slice(-4)));
  expect(found('', ['over'])).toEqual([1, 6]);
  expect(found('is:overdue')).toEqual([1, 6]);
  expect(found('is:overdue is:any')).toEqual([1, 6]);
  expect(found('is:any', ['over'])).toEqual([1, 6]);
  expect(found('is:overdue state:appealed')).toEqual([6]);
  expect(found('is:overdue is:closed')).toEqual([]);
  expect(found('is:overdue is:unsent')).toEqual([]);
});

test('a report stays with the officer whose decision was reopened, or who asked, even if a colleague adds a note', () => {
  const officer = {
    id: '0195706f-0000-7000-8000-00000000000a',
    displayName: 'Officer Ortega',
    role: 'officer' as const,
  };
  const namesake = { ...officer, id: '0195706f-0000-7000-8000-00000000000b' };
  const supervisor = { ...officer, id: '0195706f-0000-7000-8000-00000000000c', displayName: 'Sgt. Reyes' };
  const did = ({ id, displayName }: typeof officer, kind: HistoryEntry['kind'], day: number): HistoryEntry => ({
    at: at(day),
    kind,
    by: displayName,
    officerId: id,
    event: { code: 'noted', params: {} },
    note: null,
    letter: null,
  });
  const { queue } = filledCache([
    aReport({ serial: 1, state: 'returned', history: [did(officer, 'rejected', 3), did(supervisor, 'returned', 4)] }),
    aReport({
      serial: 2,
      state: 'returned',
      history: [did(officer, 'rejected', 3), did(supervisor, 'appeal_decided', 4)],
    }),
    aReport({ serial: 3, state: 'resubmitted', history: [did(officer, 'follow_up', 3), did(supervisor, 'noted', 4)] }),
    aReport({ serial: 4, state: 'returned', history: [did(namesake, 'approved', 3), did(supervisor, 'returned', 4)] }),
    aReport({ serial: 5, state: 'resubmitted', history: [did(officer, 'follow_up', 3), did(officer, 'assigned', 4)] }),
  ]);
  const serials = (one: 'mine' | 'needs_me', who: typeof officer) =>
    queue
      .page(request({ filter: { ...request().filter, only: [one] } }), { ...NOBODY, officer: who })
      .rows.map(({ id }) => Number(id.slice(-4)));
  for (const one of ['mine', 'needs_me'] as const) {
    expect(serials(one, officer)).toEqual([1, 2, 3]);
    expect(serials(one, namesake)).toEqual([4]);
    expect(serials(one, supervisor)).toEqual([]);
  }
});
