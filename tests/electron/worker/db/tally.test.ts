import { expect, test } from 'vitest';
import { countedSql, countSql, NOBODY, stretches, type Where } from '#electron/worker/db/queue-sql.ts';
import { createRandom } from '#server/demo-data/random.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import { LIKELY_REPEAT } from '#shared/domain/repeat.ts';
import { REPORT_KINDS, REPORT_STATES } from '#shared/domain/report.ts';
import { parseSearch } from '#shared/domain/search.ts';
import { aReport, firstPolicy } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const EVERYTHING: QueueFilter = { states: [], kinds: [], text: '', likelyRepeat: false };
const stand = { ...NOBODY, overBefore: '2026-03-09T11:00:00.000Z' };

const stretchesOf = (filter: QueueFilter) => stretches(filter, parseSearch(filter.text), stand);

const FILTERS: QueueFilter[] = [
  EVERYTHING,
  { ...EVERYTHING, states: ['submitted', 'resubmitted'] },
  { ...EVERYTHING, states: ['approved', 'rejected'], kinds: ['fraud'] },
  { ...EVERYTHING, states: ['submitted', 'approved'], kinds: ['larceny', 'vandalism'] },
  { ...EVERYTHING, likelyRepeat: true },
  { ...EVERYTHING, only: ['over'] },
  { ...EVERYTHING, kinds: ['larceny'], likelyRepeat: true, only: ['over'] },
  { ...EVERYTHING, text: 'is:closed' },
  { ...EVERYTHING, text: 'kind:fraud is:repeat' },
];

test('what is counted beforehand is what counting finds, whatever came, changed and went', () => {
  const random = createRandom(5, 11);
  const any = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  const report = (serial: number, version: number) => {
    const receivedAt = new Date(Date.UTC(2026, 2, 1 + (serial % 17), Math.floor(random.next() * 24))).toISOString();
    return { ...aReport({ serial, kind: any(REPORT_KINDS), state: any(REPORT_STATES), receivedAt }), version };
  };
  const { db, reports } = filledCache(Array.from({ length: 80 }, (_, n) => report(n + 1, 1)));
  const number = ({ sql, values }: Where) =>
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...values);
  const policy = firstPolicy();
  const seen = new Set<number | undefined>();
  for (let round = 0; round < 60; round += 1) {
    const serial = 1 + Math.floor(random.next() * 90);
    const { id } = aReport({ serial });
    const seq = reports.seqOf(id);
    const act = random.next();
    if (seq !== null && act < 0.2) reports.remove(seq);
    else if (act < 0.4)
      db.prepare('UPDATE queue SET likelihood = ? WHERE seq = ?').run(any([0, 0.5, LIKELY_REPEAT, 0.99]), seq);
    else if (act < 0.5) reports.place(id);
    else reports.save(report(serial, 2 + round), policy, 0, 1);
    for (const filter of FILTERS) {
      const search = parseSearch(filter.text);
      const counted = countedSql(filter, search, stand);
      if (counted === null) throw new Error(`not counted: ${JSON.stringify(filter)}`);
      const wanted = number(countSql(stretchesOf(filter)));
      expect([round, filter, number(counted)]).toEqual([round, filter, wanted]);
      seen.add(wanted);
    }
  }
  // Numbers that are all alike would prove nothing.
  expect(seen.size).toBeGreaterThan(10);
});

test('what is not counted beforehand is said to be so', () => {
  for (const filter of [
    { ...EVERYTHING, only: ['mine' as const] },
    { ...EVERYTHING, text: 'has:photo' },
    { ...EVERYTHING, text: 'from:2026-03-01' },
  ])
    expect(countedSql(filter, parseSearch(filter.text), stand)).toBeNull();
});
