import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import { p2cModel } from '#electron/worker/duplicates/model.ts';
import { MOST_DUPLICATES } from '#shared/domain/duplicate.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Model } from '#shared/link/model.ts';
import { anItem, aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';
import { NO_HINTS } from '../../../helpers/hint-count.ts';
import { shippedModel } from '../../../helpers/link.ts';

type Cache = ReturnType<typeof filledCache>;
const counts = (cache: Cache) =>
  cache.db.prepare<[], number>('SELECT duplicates FROM queue ORDER BY tracking_number').pluck().all();

const PEOPLE = [
  {
    givenName: 'Maria',
    familyName: 'Soto',
    birthDate: '1988-04-12',
    email: 'maria@example.org',
    phone: '860-555-0142',
    address: '41 Park Street, Hartford, CT',
  },
  {
    givenName: 'Lee',
    familyName: 'Okafor',
    birthDate: '1971-10-30',
    email: 'lee@example.net',
    phone: '290-550-0177',
    address: '18 Madison Street, Hartford, CT',
  },
  { givenName: 'İnci', familyName: '王', birthDate: null, email: null, phone: '290-550-0199', address: null },
];
const PLACES = [
  { address: '41 Park Street', point: { lat: 41.7561, lon: -72.6889 } },
  { address: '41 Park St', point: null },
  { address: '900 Albany Avenue', point: { lat: 41.7829, lon: -72.6934 } },
];
const TIMES = ['2026-03-01T10:00:00.000Z', '2026-03-01T22:00:00.000Z', '2026-04-20T10:00:00.000Z'];
const TEXTS = [
  'I locked the bicycle behind the house, and in the morning the lock lay cut on the ground.',
  'My bicycle was taken from behind the house over night, the lock was cut.',
  'Somebody sprayed paint all over the garage door.',
];
type Choice = { person?: number; place?: number; time?: number; text?: number };
const told = (serial: number, { person = 0, place = 0, time = 0, text = 0 }: Choice, more: Partial<Report> = {}) =>
  aReport({
    serial,
    ...more,
    facts: {
      who: { ...PEOPLE[person] },
      where: { ...PLACES[place] },
      when: { from: TIMES[time] ?? '', to: TIMES[time] ?? '' },
      how: TEXTS[text] ?? '',
      items: text === 2 ? [] : aReport().facts.items,
    },
  });

test('marks what one person sent twice on both sides, and not what another reports elsewhere', () => {
  const cache = filledCache([
    told(1, {}),
    told(2, { text: 1, place: 1 }),
    told(3, { person: 1, place: 2, time: 2, text: 2 }),
  ]);
  expect(counts(cache)).toEqual([1, 1, 0]);
  const [duplicate] = cache.linker.duplicates(told(1, {}).id);
  expect(duplicate).toMatchObject({ reportId: told(2, {}).id, hypothesis: 'same_person', state: 'suggested' });
  expect(duplicate?.probability).toBeGreaterThan(0.95);
});

test('a report by another person at the same place and time is the same incident from another reporter', () => {
  const cache = filledCache([told(1, {}), told(2, { person: 1, text: 1 })]);
  expect(cache.linker.duplicates(told(2, {}).id)).toMatchObject([{ hypothesis: 'other_person' }]);
});

test('another incident of the same person weeks later is related, and does not count as a duplicate', () => {
  const cache = filledCache([told(1, {}), told(2, { place: 2, time: 2, text: 2 })]);
  expect(cache.linker.duplicates(told(1, {}).id)).toMatchObject([{ hypothesis: 'related' }]);
  expect(counts(cache)).toEqual([0, 0]);
});

test('however many reports are related, possible duplicates are shown, and first', () => {
  const related = Array.from({ length: MOST_DUPLICATES + 2 }, (_, n) => told(10 + n, { place: 2, time: 2, text: 2 }));
  const cache = filledCache([told(1, {}), told(2, { person: 1, text: 1 }), ...related]);
  const shown = cache.linker.duplicates(told(1, {}).id);
  expect(shown.map(({ hypothesis }) => hypothesis)).toEqual(['other_person', ...related.slice(3).map(() => 'related')]);
  expect(shown[1]?.weight).toBeGreaterThan(shown[0]?.weight ?? 0);
});

test('a correction changes the count, and storing the same report again does not', () => {
  const cache = filledCache([told(1, {}), told(2, {})]);
  cache.keep(told(2, {}, { version: 2, state: 'escalated' }));
  expect(counts(cache)).toEqual([1, 1]);
  cache.keep(told(2, { person: 1, place: 2, time: 2, text: 2 }, { version: 3 }));
  expect(counts(cache)).toEqual([0, 0]);
});

test('explains itself in terms that sum to the weight, strongest first', () => {
  const cache = filledCache([told(1, {}), told(2, { text: 1, place: 1, time: 1 }), told(3, {})]);
  const found = cache.linker.duplicates(told(1, {}).id);
  expect(found.map(({ reportId }) => reportId)).toEqual([told(3, {}).id, told(2, {}).id]);
  for (const { terms, weight } of found) expect(terms.reduce((sum, term) => sum + term.weight, 0)).toBe(weight);
  expect(found[0]?.terms.map(({ comparison }) => comparison)).toContain('phone');
});

test('a report that was just stored is linked at once when opened', () => {
  const cache = filledCache([told(1, {})]);
  const report = told(2, {});
  write(cache.db, (tx) => cache.linker.link(tx, cache.reports.save(tx, report, null, NO_HINTS, 1) ?? 0));
  expect(cache.linker.duplicates(report.id)).toHaveLength(1);
  expect(counts(cache)).toEqual([1, 1]);
});

test('a report opens with partial results if its links cannot be written, and is linked once they can be', () => {
  const cache = filledCache([told(1, {})]);
  const report = told(2, {});
  write(cache.db, (tx) => cache.linker.link(tx, cache.reports.save(tx, report, null, NO_HINTS, 1) ?? 0));
  rawOf(cache.db).exec(
    "CREATE TEMP TRIGGER full BEFORE INSERT ON main.link_record BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
  );
  expect(cache.linker.duplicates(report.id)).toEqual([]);
  // The caller can tell that the list may be incomplete.
  expect(cache.linker.isDue(report.id)).toBe(true);
  rawOf(cache.db).exec('DROP TRIGGER temp.full');
  expect(cache.linker.duplicates(report.id)).toHaveLength(1);
  expect(cache.linker.isDue(report.id)).toBe(false);
  expect(counts(cache)).toEqual([1, 1]);
});

test('while everything is reread each report is marked unfinished, and readers are notified at the end', () => {
  const reports = [told(1, {}), told(2, { person: 1, place: 2, time: 2, text: 2 })];
  const { linker, db } = filledCache(reports);
  const due = () => reports.map(({ id }) => linker.isDue(id));
  expect(due()).toEqual([false, false]);
  linker.useModel({ ...p2cModel, version: 'next' });
  expect(due()).toEqual([true, true]);
  const heard: boolean[] = [];
  write(db, (tx) => {
    for (let more = true; more; ) {
      const before = due();
      const done = linker.step(tx);
      if (before.includes(true) && !due().includes(true)) heard.push(done.shown);
      more = done.more;
    }
  });
  expect(due()).toEqual([false, false]);
  // Neither report has a duplicate, so no other change would announce that both are linked.
  expect(heard).toEqual([true]);
});

test('a pair that officers decided on leaves the count on both sides, and stays visible', () => {
  const [one, other] = [told(1, {}), told(2, {})];
  const cache = filledCache([one, other]);
  cache.decide(one.id, other.id, 'not_same');
  expect(counts(cache)).toEqual([0, 0]);
  expect(cache.linker.duplicates(other.id).map(({ state }) => state)).toEqual(['not_same']);
  cache.keep(told(2, { text: 1 }, { version: 2 }));
  expect(counts(cache)).toEqual([0, 0]);
  cache.decide(other.id, one.id, 'same');
  expect(counts(cache)).toEqual([1, 1]);
});

/** Returns the index, keyed by report IDs, which do not depend on the order of arrival. */
function indexOf(cache: Cache) {
  const rows = (sql: string) => rawOf(cache.db).prepare(sql).raw().all().map(String).sort();
  return {
    pairs: rows(
      `SELECT a.id, b.id, hypothesis, weight, probability FROM link_pair
       JOIN report a ON a.seq = link_pair.id JOIN report b ON b.seq = other`,
    ),
    keys: rows('SELECT count(*) AS n FROM link_key GROUP BY k'),
    records: rows('SELECT report.id FROM link_record JOIN report ON seq = link_record.id'),
    shown: rows('SELECT id, duplicates, strongest FROM queue'),
    dirty: rows('SELECT * FROM link_dirty'),
    loose: rows(
      'SELECT id FROM link_key WHERE id NOT IN (SELECT seq FROM report) UNION SELECT id FROM link_pair WHERE id NOT IN (SELECT seq FROM report)',
    ),
  };
}

/** A limit per key so low that it is crossed in both directions again and again. */
const tight: Model = {
  ...shippedModel('p2c'),
  blocking: shippedModel('p2c').blocking.map((rule) => Object.assign(rule, { most: 3 })),
};

/** A model that finds fewer duplicates, and uses other keys. */
const doubting: Model = {
  ...tight,
  version: '2',
  blocking: tight.blocking.slice(1),
  hypotheses: tight.hypotheses.map((one) => ({ ...one, prior: one.prior - 6 })),
};

test('after any changes in any order, under any model, the index equals one built from scratch', () => {
  const choice = fc.record({
    person: fc.nat(2),
    place: fc.nat(2),
    time: fc.nat(2),
    text: fc.nat(2),
  });
  const event = fc.record({
    serial: fc.integer({ min: 1, max: 9 }),
    choice,
    gone: fc.nat(3).map((n) => n === 0),
    steps: fc.nat(9),
    killed: fc.nat(5).map((n) => n === 0),
    published: fc.nat(9).map((n) => n === 0),
  });
  // Ranges from no room for any report's head to room for all of them.
  const rooms = fc.integer({ min: 0, max: 3000 });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), rooms, (events, room) => {
      const cache = filledCache();
      let model = tight;
      const open = () => createLinker(cache, model, undefined, { room });
      let linker = open();
      const now = new Map<number, Report>();
      let version = 1;
      write(cache.db, (tx) => {
        for (const { serial, choice, gone, steps, killed, published } of events) {
          // The application dies midway, and another one starts.
          if (killed) linker = open();
          if (published) {
            model = model === tight ? doubting : tight;
            linker.useModel(model);
          }
          const report = told(serial, choice, { version: version++ });
          const seq = cache.links.seqOf(report.id);
          if (gone && seq !== null) {
            linker.unlink(tx, seq);
            cache.reports.remove(tx, seq);
            now.delete(serial);
          } else {
            now.set(serial, report);
            linker.link(tx, cache.reports.save(tx, report, null, NO_HINTS, 1) ?? 0);
          }
          for (let i = 0; i < steps; i++) linker.step(tx);
        }
        while (linker.step(tx).more);
      });
      const fresh = filledCache();
      const again = createLinker(fresh, model);
      write(fresh.db, (tx) => {
        for (const report of now.values()) again.link(tx, fresh.reports.save(tx, report, null, NO_HINTS, 1) ?? 0);
        while (again.step(tx).more);
      });
      expect(indexOf(cache)).toEqual(indexOf(fresh));
      expect(indexOf(cache).loose).toEqual([]);
      cache.db.close();
      fresh.db.close();
    }),
    { numRuns: 40 },
  );
});

test('the index is the same when a second thread reads while reports are added, changed and removed', async () => {
  const choice = fc.record({ person: fc.nat(2), place: fc.nat(2), time: fc.nat(2), text: fc.nat(2) });
  const event = fc.record({ serial: fc.integer({ min: 1, max: 60 }), choice, gone: fc.boolean(), pause: fc.nat(2) });
  const first = fc.array(choice, { minLength: 40, maxLength: 60 });
  const rooms = fc.integer({ min: 0, max: 12_000 });
  await fc.assert(
    fc.asyncProperty(first, fc.array(event, { maxLength: 30 }), rooms, async (given, events, room) => {
      const now = new Map(given.map((one, at) => [at + 1, told(at + 1, one)]));
      const cache = filledCache();
      const linker = createLinker(cache, doubting, undefined, { room, many: 1 });
      const step = () => write(cache.db, (tx) => linker.step(tx).more);
      const keep = (report: Report) =>
        write(cache.db, (tx) => linker.link(tx, cache.reports.save(tx, report, null, NO_HINTS, 1) ?? 0));
      for (const report of now.values()) keep(report);
      let version = 1;
      for (const { serial, choice: one, gone, pause } of events) {
        step();
        // What the reader thread has read arrives between two turns.
        if (pause > 0) await sleep(pause - 1);
        const report = told(serial, one, { version: ++version });
        const seq = cache.links.seqOf(report.id);
        if (!gone || seq === null) {
          now.set(serial, report);
          keep(report);
          continue;
        }
        now.delete(serial);
        write(cache.db, (tx) => {
          linker.unlink(tx, seq);
          cache.reports.remove(tx, seq);
        });
      }
      while (step()) await sleep(0);
      const fresh = filledCache([...now.values()]);
      const again = createLinker(fresh, doubting);
      write(fresh.db, (tx) => {
        while (again.step(tx).more);
      });
      expect(indexOf(cache)).toEqual(indexOf(fresh));
      cache.db.close();
      fresh.db.close();
    }),
    { numRuns: 6 },
  );
});

test('a report that reuses the row number of one removed during a full reread is also found', () => {
  const cache = filledCache([told(1, {}), told(2, { person: 1, place: 2, time: 2, text: 2 })]);
  const linker = createLinker(cache, doubting);
  const last = cache.links.seqOf(told(2, {}).id) ?? 0;
  write(cache.db, (tx) => {
    linker.step(tx);
    linker.unlink(tx, last);
    cache.reports.remove(tx, last);
    const seq = cache.reports.save(tx, told(3, {}), null, NO_HINTS, 1) ?? 0;
    expect(seq).toBe(last);
    linker.link(tx, seq);
    while (linker.step(tx).more);
  });
  expect(
    linker
      .near()(told(3, {}).id)
      .map(({ reportId }) => reportId),
  ).toEqual([told(1, {}).id]);
});

test('removing reports while keys are written links the ones whose shared key was over the limit before', () => {
  // Every four reports share one key, which is one report over the limit. There are so many keys that writing them
  // takes several steps.
  const letters = (n: number) => Array.from(String(n + 10_000), (digit) => 'bdfgklmprt'[Number(digit)]).join('a');
  const four = (serial: number) => Math.floor(serial / 4);
  const given = Array.from({ length: 1200 }, (_, serial) =>
    aReport({
      serial: serial + 1,
      facts: {
        who: {
          familyName: `${letters(serial)}son`,
          givenName: letters(serial * 7),
          email: `q${four(serial)}@example.org`,
          phone: null,
        },
        where: { address: `${serial} ${letters(serial * 3)} Street`, point: null },
        how: [11, 13, 17, 19, 23, 29].map((n) => letters(serial * n)).join(' '),
        items: [],
      },
    }),
  );
  const cache = filledCache();
  const linker = createLinker(cache, tight);
  const keys = cache.db.prepare<[], number>('SELECT count(*) FROM link_key').pluck();
  const gone = new Set<number>();
  write(cache.db, (tx) => {
    for (const report of given) linker.link(tx, cache.reports.save(tx, report, null, NO_HINTS, 1) ?? 0);
    while (keys.get() === 0) linker.step(tx);
    for (let serial = 0; serial < 1200; serial += 4) {
      const seq = cache.links.seqOf(given[serial]?.id ?? '') ?? 0;
      linker.unlink(tx, seq);
      cache.reports.remove(tx, seq);
      gone.add(serial);
    }
    while (linker.step(tx).more);
  });
  const fresh = filledCache();
  const again = createLinker(fresh, tight);
  write(fresh.db, (tx) => {
    for (const [serial, report] of given.entries())
      if (!gone.has(serial)) again.link(tx, fresh.reports.save(tx, report, null, NO_HINTS, 1) ?? 0);
    while (again.step(tx).more);
  });
  // Rarity was counted over a different set of reports, so weights differ slightly; only the pairs are compared.
  const who = (of: Cache) => indexOf(of).pairs.map((pair) => pair.split(',').slice(0, 2).join(' and '));
  expect(who(cache).length).toBeGreaterThan(100);
  expect(who(cache)).toEqual(who(fresh));
});

test('a new model reweighs all pairs, and the version shows it', () => {
  const cache = filledCache([told(1, {}), told(2, {})]);
  const before = cache.linker.duplicates(told(1, {}).id)[0];
  const next = structuredClone(shippedModel('p2c'));
  for (const one of next.hypotheses) if (one.duplicate) one.prior -= 3;
  const linker = createLinker(cache, { ...next, version: '2' });
  write(cache.db, (tx) => {
    while (linker.step(tx).more);
  });
  const after = linker.duplicates(told(1, {}).id)[0];
  expect(after?.modelVersion).not.toBe(before?.modelVersion);
  expect(after?.weight).toBeLessThan(before?.weight ?? 0);
  expect(after?.terms.reduce((sum, term) => sum + term.weight, 0)).toBe(after?.weight);
});

test('a key shared by too many reports is logged once by its rule, and never by its value', () => {
  const cache = filledCache();
  const said: unknown[] = [];
  const linker = createLinker(cache, tight, (event, fields) => said.push({ event, ...fields }));
  write(cache.db, (tx) => {
    for (let serial = 1; serial <= 9; serial++)
      linker.link(
        tx,
        cache.reports.save(tx, told(serial, { place: serial % 3, text: serial % 3 }), null, NO_HINTS, 1) ?? 0,
      );
    while (linker.step(tx).more);
  });
  expect(said).toContainEqual({ event: 'links.crowded_key', rule: 'phone', most: 3 });
  expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(said.length);
  expect(JSON.stringify(said)).not.toContain('5550142');
});

/** Two owners on one street in one night, each with what the two reports say of the damage. */
const damaged = (serial: number, person: number, things: Partial<Report['facts']['items'][number]>, how: string) =>
  aReport({
    serial,
    kind: 'vandalism',
    offenseCode: 'property_damage',
    facts: {
      who: { ...PEOPLE[person] },
      where: { ...PLACES[0] },
      when: { from: TIMES[0] ?? '', to: TIMES[1] ?? '' },
      how,
      items: [anItem({ brand: null, model: null, serialNumber: null, ...things })],
    },
  });

test('two cars of two owners damaged on one street in one night are related, and never count as duplicates', () => {
  const civic = damaged(
    1,
    0,
    { type: 'Window', valueCents: 30_000 },
    'Someone broke the window of my Honda Civic on Park Street over night.',
  );
  const camry = damaged(
    2,
    1,
    { type: 'Window', valueCents: 31_000 },
    'Someone broke the window of my Toyota Camry on Park Street over night.',
  );
  const cache = filledCache([civic, camry]);
  expect(cache.linker.duplicates(camry.id)).toMatchObject([{ reportId: civic.id, hypothesis: 'related' }]);
  expect(counts(cache)).toEqual([0, 0]);
});

test('what a second person says of the same car in the same night is still a possible duplicate', () => {
  const own = damaged(
    1,
    0,
    { type: 'Window', valueCents: 30_000 },
    'Someone broke the window of my Honda Civic on Park Street over night.',
  );
  const seen = damaged(
    2,
    1,
    { type: 'Window', valueCents: null },
    'A man broke the window of the Honda Civic parked on Park Street.',
  );
  const cache = filledCache([own, seen]);
  expect(cache.linker.duplicates(seen.id)).toMatchObject([{ reportId: own.id, hypothesis: 'other_person' }]);
  expect(counts(cache)).toEqual([1, 1]);
});
