import { expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { NO_HINTS } from '../../../helpers/hint-count.ts';

type Who = Partial<Report['facts']['who']>;

/** Returns a person's report that is unique except for a phone number and a location that are the same for everyone. */
function oneOfCrowd(serial: number): Report {
  const report = aReport({ serial });
  const { facts } = report;
  const who = { ...facts.who, givenName: `P${serial}`, familyName: `Q${serial * 7}`, phone: '860-555-0142' };
  const where = { ...facts.where, address: `${serial} Other Street`, point: { lat: 41.7561, lon: -72.6889 } };
  const how = `Number ${serial} tells something else, ${serial * 31} times.`;
  return { ...report, facts: { ...facts, who: { ...who, email: null, birthDate: null }, where, how, items: [] } };
}

test('ten thousand reports with one phone and location are linked in bounded, logged steps, and so are later ones', () => {
  const count = 10_000;
  const cache = filledCache();
  const said: { event: string; rule?: unknown }[] = [];
  const linker = createLinker(cache, undefined, (event, fields) => said.push({ event, ...fields }));
  write(cache.db, (tx) => {
    for (let serial = 1; serial <= count; serial++)
      linker.link(tx, cache.reports.save(tx, oneOfCrowd(serial), null, NO_HINTS, 1) ?? 0);
    let steps = 0;
    while (linker.step(tx).more) steps += 1;
    // Each report is read and compared once, and keys are written by the hundred.
    expect(steps).toBeLessThan(4 * count);
    for (const rule of ['phone', 'place_and_days'])
      expect(said.filter((one) => one.event === 'links.crowded_key' && one.rule === rule)).toHaveLength(1);

    let most = 0;
    for (let serial = count + 1; serial <= count + 50; serial++) {
      linker.link(tx, cache.reports.save(tx, oneOfCrowd(serial), null, NO_HINTS, 1) ?? 0);
      let own = 1;
      while (linker.step(tx).more) own += 1;
      most = Math.max(most, own);
    }
    // No report is checked again for a key that exceeded its limit long ago.
    expect(most).toBeLessThan(70);
  });
  const pairs = cache.db.prepare('SELECT max(n) FROM (SELECT count(*) AS n FROM link_pair GROUP BY id)').pluck().get();
  expect(pairs ?? 0).toBeLessThan(400);
});

test('a report with ten megabytes in one field is linked and found again like any other', () => {
  const words = Array.from({ length: 60_000 }, (_, i) => `word${i % 50_000}`).join(' ');
  const how = words.repeat(Math.ceil(10_000_000 / words.length));
  const told = (serial: number) => {
    const report = aReport({ serial });
    return { ...report, facts: { ...report.facts, how, items: [] } };
  };
  const cache = filledCache([told(1), told(2)]);
  expect(cache.linker.near()(told(1).id)).toMatchObject([{ reportId: told(2).id, hypothesis: 'same_person' }]);
  const bytes = cache.db
    .prepare('SELECT max(length(head) + length(rest)) FROM link_record JOIN link_rest USING (id)')
    .pluck();
  expect(Number(bytes.get())).toBeLessThan(12_000);
});

test('placeholders and empty values link no reports', () => {
  const nobody: Who = { givenName: 'Unknown', familyName: 'Unknown', birthDate: '1900-01-01', phone: '000-000-0000' };
  const told = (serial: number) => {
    const report = aReport({ serial });
    const { facts } = report;
    const where = { ...facts.where, address: 'unknown', unit: null, point: { lat: 41.7658, lon: -72.6734 } };
    const when = { from: `2026-0${serial}-01T10:00:00.000Z`, to: `2026-0${serial}-01T10:00:00.000Z` };
    const how = ['Lost it.', 'Paint on my door.', 'A call about my bank.'][serial - 1] ?? '';
    return {
      ...report,
      facts: { ...facts, who: { ...facts.who, ...nobody, email: null }, where, when, how, items: [] },
    };
  };
  const cache = filledCache([told(1), told(2), told(3)]);
  expect(cache.db.prepare('SELECT count(*) FROM link_pair').pluck().get()).toBe(0);
});

test('names in every script match however they are written, and a reversed time range is swapped', () => {
  const told = (serial: number, givenName: string, familyName: string, turned = false) => {
    const report = aReport({ serial });
    const { facts } = report;
    const [from, to] = ['2026-03-01T10:00:00.000Z', '2026-03-02T10:00:00.000Z'];
    return {
      ...report,
      facts: {
        ...facts,
        who: { ...facts.who, givenName, familyName, email: null, phone: null, birthDate: '1986-01-02' },
        // The schema rejects this from a person, but stored data is read as it is.
        when: turned ? { from: to, to: from } : { from, to },
      },
    };
  };
  for (const [a, b] of [
    [
      ['İnci', 'Peña'],
      ['INCI', 'pena'],
    ],
    [
      ['小明', '王'],
      ['小明 ', ' 王'],
    ],
    [
      ['José', 'Núñez'],
      ['Jose\u0301', 'Nun\u0303ez'],
    ],
  ] as const) {
    const cache = filledCache([told(1, a[0], a[1]), told(2, b[0], b[1], true)]);
    const [found] = cache.linker.duplicates(told(1, '', '').id);
    expect(found, a.join(' ')).toMatchObject({ hypothesis: 'same_person' });
    const terms = Object.fromEntries((found?.terms ?? []).map(({ comparison, weight }) => [comparison, weight]));
    for (const comparison of ['surname', 'given_name', 'time'])
      expect(terms[comparison], comparison).toBeGreaterThan(0);
  }
});
