import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOBODY } from '#electron/worker/db/queue-sql.ts';
import { MOST_HITS } from '#electron/worker/db/search.ts';
import { write } from '#electron/worker/db/write.ts';
import type { QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import { anItem, aReport, corrected } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { NO_HINTS } from '../../../helpers/hint-count.ts';

const OPEN: QueueFilter = { states: [], kinds: [], text: '', likelyDuplicate: false };
const NEWEST: QueueSort = { column: 'receivedAt', direction: 'desc' };
const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T15:00:00.000Z`;

const bicycle = aReport({
  serial: 1,
  receivedAt: day(1),
  facts: {
    items: [anItem({ serialNumber: 'WTU-123/K45' })],
    who: { familyName: 'Peña', givenName: 'José', email: 'jose@example.org', phone: '(860) 555-0142' },
    where: { address: '41 Park Street', neighborhood: 'Frog Hollow' },
    how: 'Somebody took my bicycle from the rack.',
  },
});
const wallet = aReport({
  serial: 2,
  kind: 'lost_property',
  receivedAt: day(2),
  offenseCode: 'lost_property',
  facts: {
    items: [anItem({ type: 'Wallet', brand: null, model: null, serialNumber: null })],
    who: { familyName: 'Park', givenName: 'Ann', email: 'ann@example.org', phone: null },
    where: { address: '9 Broad Street', neighborhood: null },
    how: 'I lost my wallet near the rack where I lock my bicycle.',
  },
  attachments: [
    {
      id: '0195706f-0000-7000-8000-0000000000aa',
      name: 'a.png',
      mediaType: 'image/png',
      bytes: 1,
      sha256: 'a'.repeat(64),
      view: null,
      receivedAt: null,
    },
  ],
});
const closed = aReport({
  serial: 3,
  state: 'approved',
  caseNumber: '26-000123',
  receivedAt: day(3),
  facts: { items: [], how: 'My bicycle was taken.', where: { neighborhood: null } },
});

function finder(reports: Parameters<typeof filledCache>[0]) {
  const cache = filledCache(reports);
  const page = (text: string, more: Partial<QueueFilter> = {}, sort = NEWEST) =>
    cache.queue.page({ filter: { ...OPEN, ...more, text }, sort, offset: 0, limit: 100 });
  const serials = (text: string, more?: Partial<QueueFilter>, sort?: QueueSort) =>
    page(text, more, sort).rows.map(({ id }) => Number(id.slice(-4)));
  return { ...cache, page, serials };
}

describe('a search', () => {
  const { serials, page, queue } = finder([bicycle, wallet, closed]);

  test('finds all the words, by prefix, in any part of a report, newest first', () => {
    expect(serials('bicyc')).toEqual([2, 1]);
    expect(serials('RACK bicycle took')).toEqual([1]);
    expect(serials('pena jose')).toEqual([1]);
    expect(serials('icycle')).toEqual([]);
  });

  describe('with what is elsewhere', () => {
    const list = (text: string, more: Partial<QueueFilter> = {}) => {
      const asked = { filter: { ...OPEN, ...more, text }, sort: NEWEST, elsewhere: true };
      const { rows, total, elsewhere = 0 } = queue.page({ ...asked, offset: 0, limit: 100 });
      const places = rows.map(({ id }) => queue.place({ ...asked, id }));
      expect([places, total]).toEqual([rows.map((_row, at) => at), rows.length]);
      const serialsFound = rows.map(({ id }) => Number(id.slice(-4)));
      return [serialsFound.slice(0, rows.length - elsewhere), serialsFound.slice(rows.length - elsewhere)];
    };

    test('lists the matches of the view first, and then those that it leaves out', () => {
      expect(list('bicycle')).toEqual([[2, 1], [3]]);
      expect(list('bicycle', { kinds: ['lost_property'] })).toEqual([[2], [3, 1]]);
      expect(list('bicycle', { only: ['mine'] })).toEqual([[], [3, 2, 1]]);
      expect(list('bicycle is:open', { kinds: ['lost_property'] })).toEqual([[2], [1]]);
      expect(list('bicycle is:any')).toEqual([[3, 2, 1], []]);
      expect(list('zebra')).toEqual([[], []]);
    });

    test('lists nothing more for a search without words', () => {
      expect(list('has:photo')).toEqual([[2], []]);
      expect(list('')).toEqual([[2, 1], []]);
    });

    test('lists the rest of a list whose page ends among the matches of the view', () => {
      const asked = { filter: { ...OPEN, text: 'bicycle' }, sort: NEWEST, elsewhere: true, limit: 1 };
      const ids = [0, 1, 2, 3].flatMap((offset) => queue.page({ ...asked, offset }).rows.map(({ id }) => id.slice(-1)));
      expect(ids).toEqual(['2', '1', '3']);
    });

    test('a tracking or case number typed whole lists its report alone, in any view', () => {
      expect(list(wallet.trackingNumber)).toEqual([[2], []]);
      expect(list(wallet.trackingNumber.toLowerCase().replaceAll('-', ''), { only: ['mine'] })).toEqual([[], [2]]);
      expect(list(closed.trackingNumber)).toEqual([[], [3]]);
      expect(list(' 26-000123 ')).toEqual([[], [3]]);
      expect(list('26-00012')).toEqual([[], [3]]);
    });
  });

  test('finds a phrase only as written', () => {
    expect(serials('"my bicycle"')).toEqual([2, 1]);
    expect(serials('"bicycle my"')).toEqual([]);
    expect(serials('"my bicyc"')).toEqual([]);
  });

  test('leaves out reports with a word that has a minus in front', () => {
    expect(serials('bicycle -wallet')).toEqual([1]);
    expect(serials('bicycle -street:park')).toEqual([2]);
    expect(serials('bicycle -"my bicycle"')).toEqual([]);
    expect(serials('bicycle -street:park -wall')).toEqual([]);
    expect(serials('bicycle -zebra')).toEqual([2, 1]);
  });

  test('leaves out reports beside a filter, or alone, in any order, and knows their places', () => {
    expect(serials('-wallet')).toEqual([1]);
    expect(serials('kind:lost -street:park')).toEqual([2]);
    expect(serials('kind:lost -wallet')).toEqual([]);
    expect(serials('is:any -wallet', {}, { column: 'person', direction: 'asc' })).toHaveLength(2);
    expect(queue.counts([{ ...OPEN, text: '-wallet' }], NOBODY)).toEqual([1]);
    const filter = { ...OPEN, text: '-wallet' };
    expect(queue.place({ filter, sort: NEWEST, id: bicycle.id })).toBe(0);
    expect(queue.place({ filter, sort: NEWEST, id: wallet.id })).toBeNull();
  });

  test('searches for a word in one field only', () => {
    expect(serials('park')).toEqual([2, 1]);
    expect(serials('street:park')).toEqual([1]);
    expect(serials('person:park')).toEqual([2]);
    expect(serials('street:frog')).toEqual([1]);
    expect(serials('serial:wtu123')).toEqual([1]);
    expect(serials('serial:WTU-123')).toEqual([1]);
    expect(serials('contact:8605550142')).toEqual([1]);
    expect(serials('contact:ann@example.org')).toEqual([2]);
    expect(serials(`number:${wallet.trackingNumber}`)).toEqual([2]);
    expect(serials(wallet.trackingNumber)).toEqual([2]);
    expect(serials('offense:lost')).toEqual([2]);
  });

  test('filters by kind, day, photo and status; closed reports are included on request', () => {
    expect(serials('bicycle kind:lost')).toEqual([2]);
    expect(serials('bicycle from:2026-03-02')).toEqual([2]);
    expect(serials('bicycle to:2026-03-01')).toEqual([1]);
    expect(serials('bicycle has:photo')).toEqual([2]);
    expect(serials('has:photo')).toEqual([2]);
    expect(serials('bicycle is:closed')).toEqual([3]);
    expect(serials('bicycle is:any')).toEqual([3, 2, 1]);
    expect(serials('26-000123 state:approved')).toEqual([3]);
  });

  test('a status that is typed is found, whatever the view has', () => {
    expect(serials('bicycle', { states: ['submitted'] })).toEqual([2, 1]);
    expect(serials('bicycle is:any', { states: ['submitted'] })).toEqual([3, 2, 1]);
    expect(serials('bicycle is:closed', { states: ['submitted'] })).toEqual([3]);
    expect(serials('state:approved', { states: ['submitted'] })).toEqual([3]);
  });

  test('keeps the chosen sort order', () => {
    expect(serials('bicycle', {}, { column: 'person', direction: 'asc' })).toEqual([2, 1]);
    expect(serials('bicycle', {}, { column: 'person', direction: 'desc' })).toEqual([1, 2]);
  });

  test('its count matches its list', () => {
    const ask = (text: string): QueueFilter => Object.assign({}, OPEN, { text });
    const filters = ['bicycle', 'is:any', 'zebra'].map(ask);
    expect(queue.counts(filters, NOBODY)).toEqual([2, 3, 0]);
  });

  test('answers any input and never with an error', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '*',
        '(',
        ')',
        ':',
        '^',
        '-',
        '+',
        ',',
        '{',
        '}',
        '\\',
        ' AND ',
        ' OR ',
        ' NOT ',
        'NEAR(',
        ' ',
      ),
      fc.constantFrom(
        'kind:',
        'from:',
        'serial:',
        'is:duplicate',
        'search:',
        'rowid:',
        'street:"',
        '2026-13-45',
        '\u0000',
        '👮🏽',
        'שלום',
        'ß',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { rows, total } = page(pieces.join(''));
        expect(rows.length).toBe(total);
      }),
      { numRuns: 400 },
    );
  });
});

test('a report is found by its current text, and not at all once it has left the cache', () => {
  const { serials, keep, reports, db } = finder([bicycle, wallet]);
  keep({ ...bicycle, version: 2, facts: { ...bicycle.facts, how: 'It was a scooter.' } });
  expect(serials('scooter')).toEqual([1]);
  expect(serials('how:bicycle')).toEqual([2]);
  write(db, (tx) => reports.remove(tx, reports.seqOf(bicycle.id) ?? 0));
  expect(serials('scooter')).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM search_doc').pluck().get()).toBe(1);
});

test("a corrected field is found by the person's own words and by the corrected ones", () => {
  const { serials } = finder([
    Object.assign({}, bicycle, {
      corrections: [corrected('items.0.serialNumber', 'QRS-77'), corrected('who.familyName', 'Peralta')],
    }),
  ]);
  for (const text of ['serial:QRS-77', 'serial:qrs77', 'serial:WTU-123', 'Peralta', 'Peña']) {
    expect(serials(text), text).toEqual([1]);
  }
});

test('a report is reindexed only if its words or its offense title changed', () => {
  const { serials, reports, policy, search, db } = finder([bicycle, wallet]);
  const parts = db.prepare<[], string>('SELECT group_concat(segid) FROM search_idx').pluck();
  const changed = (report: typeof bicycle) => {
    write(db, (tx) => reports.save(tx, report, policy.current(), NO_HINTS, 1));
    const shown: boolean[] = [];
    for (let more = true; more; ) {
      const done = write(db, (tx) => search.step(tx));
      shown.push(done.shown);
      more = done.more;
    }
    return shown.includes(true);
  };
  const before = parts.get();
  expect(changed({ ...bicycle, version: 2, state: 'awaiting_citizen', changedAt: '2026-03-09T12:00:00.000Z' })).toBe(
    false,
  );
  expect(parts.get()).toBe(before);
  expect(search.waiting(1)).toBe(0);
  expect(changed({ ...bicycle, version: 3, facts: { ...bicycle.facts, how: 'It was a scooter.' } })).toBe(true);
  expect(serials('scooter')).toEqual([1]);
  expect(
    changed({ ...bicycle, version: 4, facts: { ...bicycle.facts, how: 'It was a scooter.' }, caseNumber: '26-7' }),
  ).toBe(true);
  expect(serials('26-7')).toEqual([1]);
});

test('a report that has just arrived is found at once', () => {
  const { db, serials, reports, policy } = finder([bicycle]);
  write(db, (tx) => reports.save(tx, wallet, policy.current(), NO_HINTS, 1));
  expect(serials('wallet')).toEqual([2]);
});

/** Makes many reports with the same words. Some views contain only a few of these reports. */
function crowd(count: number, one: (i: number) => NonNullable<Parameters<typeof aReport>[0]>) {
  const many = Array.from({ length: count }, (_, i) => {
    const receivedAt = new Date(Date.UTC(2026, 2, 1) + i * 60_000).toISOString();
    const who = { familyName: `Name${i}`, email: null, phone: null, birthDate: null };
    const { facts, ...more } = one(i);
    return aReport({ serial: i + 1, receivedAt, ...more, facts: { who, items: [], how: 'Gone.', ...facts } });
  });
  const cache = filledCache();
  write(cache.db, (tx) => {
    for (const report of many) cache.reports.save(tx, report, cache.policy.current(), NO_HINTS, 1);
    while (cache.search.step(tx).more);
  });
  return { ...cache, many };
}

test('a search within a few reports finds the same as a search of all, for common and rare words', () => {
  const { many, queue } = crowd(700, (i) => ({
    state: i % 10 === 0 ? 'resubmitted' : i % 10 === 1 ? 'approved' : 'submitted',
    attachments: i % 35 < 2 ? wallet.attachments : [],
    facts: { how: `Gone, word${i}.` },
  }));
  const found = (text: string) =>
    queue.page({ filter: { ...OPEN, text }, sort: NEWEST, offset: 0, limit: 700 }).rows.map(({ id }) => id);
  const expected = (fits: (i: number) => boolean) => many.flatMap(({ id }, i) => (fits(i) ? [id] : [])).toReversed();
  const hasPhoto = (i: number) => i % 35 < 2;
  const isClosed = (i: number) => i % 10 === 1;
  expect(found('gone state:resubmitted')).toEqual(expected((i) => i % 10 === 0));
  expect(found('gone has:photo')).toEqual(expected((i) => hasPhoto(i) && !isClosed(i)));
  expect(found('gone has:photo is:any')).toEqual(expected(hasPhoto));
  expect(found('gone has:photo is:closed')).toEqual(expected((i) => hasPhoto(i) && isClosed(i)));
  expect(found('word70 has:photo')).toEqual(expected((i) => i === 70));
  expect(found('word72 has:photo')).toEqual([]);
  expect(found('nothing has:photo')).toEqual([]);
});

test('if there are very many matches, the newest are listed and the rest are mentioned', () => {
  const { many, queue } = crowd(MOST_HITS + 20, () => ({}));
  const page = (offset: number) => queue.page({ filter: { ...OPEN, text: 'gone' }, sort: NEWEST, offset, limit: 20 });
  expect(page(0)).toMatchObject({ total: MOST_HITS, more: true });
  expect(page(0).rows[0]?.id).toBe(many.at(-1)?.id);
  expect(page(MOST_HITS - 1).rows).toHaveLength(1);
});

test('incremental additions are merged along the way, so that a search never reads hundreds of segments', () => {
  const many = Array.from({ length: 300 }, (_, i) => aReport({ serial: i + 1, facts: { how: `Gone, the ${i}th.` } }));
  const { reports, policy, search, db, queue } = filledCache();
  for (const one of many) write(db, (tx) => reports.save(tx, one, policy.current(), NO_HINTS, 1));
  const parts = db.prepare<[], number>('SELECT count(DISTINCT segid) FROM search_idx').pluck();
  let most = 0;
  const step = () => write(db, (tx) => search.step(tx).more);
  while (step()) most = Math.max(most, parts.get() ?? 0);
  expect(search.waiting(1)).toBe(0);
  expect(most).toBeLessThan(80);
  expect(parts.get()).toBeLessThan(32);
  // Everything else that is deleted is still overwritten.
  expect(db.pragma('secure_delete', { simple: true })).toBe(1);
  const found = (text: string) => queue.page({ filter: { ...OPEN, text }, sort: NEWEST, offset: 0, limit: 1 }).total;
  expect([found('gone'), found('0th'), found('299th')]).toEqual([300, 1, 1]);
});

test('what a query indexed by itself is told with the next step, because other lists have been answered without it', () => {
  const { db, search, queue, reports, policy } = filledCache();
  for (const one of [bicycle, wallet]) write(db, (tx) => reports.save(tx, one, policy.current(), NO_HINTS, 1));
  const step = () => write(db, (tx) => search.step(tx));
  expect(queue.page({ filter: { ...OPEN, text: 'bicycle' }, sort: NEWEST, offset: 0, limit: 5 }).total).toBe(2);
  expect(search.waiting(5)).toBe(0);
  expect(step().shown).toBe(true);
  expect(step().shown).toBe(false);
});
