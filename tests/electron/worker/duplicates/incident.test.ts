import { expect, test } from 'vitest';
import { incidentOf } from '#electron/worker/duplicates/incident.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

/** The same person sends the same report again and again, so with any model, these reports are one incident. */
const sent = (serial: number, more: Partial<Report> = {}) =>
  aReport({ serial, receivedAt: `2026-03-0${serial}T10:00:00.000Z`, ...more });
const numbers = (...serials: number[]) => serials.map((serial) => sent(serial).trackingNumber);
const shown = (cache: ReturnType<typeof filledCache>, serial: number) => {
  const found = incidentOf(cache, sent(serial).id);
  return found && { ...found, reports: found.reports.map(({ trackingNumber }) => trackingNumber) };
};

test('one incident reported three times by one person is seen as three reports of it, from each of the reports', () => {
  const cache = filledCache([sent(2), sent(3), sent(1)]);
  const whole = { reports: numbers(1, 2, 3), primary: sent(1).trackingNumber, decided: false };
  for (const serial of [1, 2, 3]) expect(shown(cache, serial)).toEqual(whole);
});

test('a report that an officer marked not the same leaves the incident', () => {
  const cache = filledCache([sent(1), sent(2), sent(3)]);
  cache.decide(sent(1).id, sent(3).id, 'not_same');
  cache.decide(sent(2).id, sent(3).id, 'not_same');
  expect(shown(cache, 2)?.reports).toEqual(numbers(1, 2));
  expect(shown(cache, 3)).toBeNull();
});

test('the report that another was rejected as a duplicate of is the primary, even if it is not the first', () => {
  const [, two = ''] = numbers(1, 2);
  const cache = filledCache([sent(1, { state: 'rejected', duplicateOf: two }), sent(2), sent(3)]);
  expect(shown(cache, 3)).toEqual({ reports: numbers(1, 2, 3), primary: two, decided: false });
});

test('an approved report is the primary over those only submitted', () => {
  const cache = filledCache([sent(1), sent(2, { state: 'approved' })]);
  expect(shown(cache, 1)?.primary).toBe(sent(2).trackingNumber);
});

test('the primary is the one that a comparison of two of them would keep', () => {
  const closed = sent(1, { state: 'rejected' });
  const past = sent(2, { state: 'rejected', duplicateOf: closed.trackingNumber });
  const open = sent(4, { history: [{ ...aReport().history[0], kind: 'answered' } as Report['history'][number]] });
  const cache = filledCache([closed, past, sent(3), open]);
  // The report that another one duplicates is itself closed. Of the two open reports, the reporter of one replied, so
  // that one is the primary.
  expect(shown(cache, 3)?.primary).toBe(open.trackingNumber);
});

test('reports are said to be of one incident only once officers decided it of all of them', () => {
  const cache = filledCache([sent(1), sent(2), sent(3)]);
  cache.decide(sent(1).id, sent(2).id, 'same');
  expect(shown(cache, 1)).toMatchObject({ reports: numbers(1, 2, 3), decided: false });
  cache.decide(sent(2).id, sent(3).id, 'same');
  for (const serial of [1, 2, 3]) expect(shown(cache, serial)).toMatchObject({ decided: true });
});

test('of many like reports, every two are compared once, and each report is read once', () => {
  const reports = Array.from({ length: 12 }, (_, n) => aReport({ serial: n + 1 }));
  const cache = filledCache(reports);
  const [asked, compared] = [[] as string[], [] as string[]];
  const near: typeof cache.linker.near = () => {
    const pairsOf = cache.linker.near();
    return (id) => {
      asked.push(id);
      return pairsOf(id).map((one) => {
        const isByAnother = () => {
          compared.push([id, one.reportId].sort().join(' '));
          return one.isByAnother();
        };
        return Object.assign({}, one, { isByAnother });
      });
    };
  };
  const found = incidentOf({ ...cache, linker: { near } }, reports[4]?.id ?? '');
  expect(found?.reports).toHaveLength(12);
  expect(asked.toSorted()).toEqual(reports.map(({ id }) => id).toSorted());
  expect(compared).toHaveLength((12 * 11) / 2);
  expect(new Set(compared).size).toBe(compared.length);
});
