import { expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { NO_HINTS } from '../../../helpers/hint-count.ts';

/** Returns a report by the same person as all others, about the same incident or another one. */
const told = (serial: number) =>
  aReport({ serial, facts: { when: { from: `2026-03-0${serial % 9 || 9}T10:00:00.000Z` } } });
const some = Array.from({ length: 8 }, (_, at) => told(at + 1));

/** Starts an application on the data of an earlier one. It records each time it looks up a head in the file. */
function startedAgain() {
  const cache = filledCache(some);
  const looked: number[] = [];
  const { head, heads } = cache.links;
  const links: typeof cache.links = {
    ...cache.links,
    head: (id) => {
      looked.push(id);
      return head(id);
    },
    heads: (ids) => {
      looked.push(...ids);
      return heads(ids);
    },
  };
  const linker = createLinker({ ...cache, links });
  const arrive = (serial: number) =>
    write(cache.db, (tx) => linker.link(tx, cache.reports.save(tx, told(serial), null, NO_HINTS, 1) ?? 0));
  const steps = () => {
    while (write(cache.db, (tx) => linker.step(tx)).more);
  };
  const pairsOf = (serial: number) => cache.links.pairs(cache.links.seqOf(told(serial).id) ?? 0);
  return { cache, linker, looked, arrive, steps, pairsOf };
}

test('a report that arrives after a start is compared with all matches from memory, without reading the file', () => {
  const { looked, arrive, steps, pairsOf } = startedAgain();
  steps();
  arrive(9);
  steps();
  expect(
    pairsOf(9)
      .map(({ other }) => other)
      .sort((a, b) => a - b),
  ).toEqual(some.map((_, at) => at + 1));
  expect(looked).toEqual([]);
});

test('a report that arrives before everything is in memory finds the same matches, from the file', () => {
  const { looked, arrive, steps, pairsOf } = startedAgain();
  arrive(9);
  steps();
  expect(pairsOf(9)).toHaveLength(some.length);
  expect(looked.length).toBeGreaterThan(0);
});

test('a report removed or changed during loading is compared as it is now, not as it was', () => {
  const { cache, linker, arrive, steps, pairsOf } = startedAgain();
  write(cache.db, (tx) => linker.step(tx));
  write(cache.db, (tx) => {
    linker.unlink(tx, 1);
    cache.reports.remove(tx, 1);
    const other = aReport({ serial: 2, version: 2, facts: { who: { givenName: 'Lee', familyName: 'Okafor' } } });
    linker.link(
      tx,
      cache.reports.save(tx, { ...other, facts: { ...other.facts, where: told(2).facts.where } }, null, NO_HINTS, 1) ??
        0,
    );
  });
  steps();
  arrive(9);
  steps();
  const fresh = filledCache(
    cache.db
      .prepare<[], string>('SELECT body FROM report ORDER BY seq')
      .pluck()
      .all()
      .map((one) => JSON.parse(one)),
  );
  const numbers = (of: typeof cache, seqs: number[]) =>
    seqs.map((seq) => of.links.name(seq)?.number ?? '').sort((a, b) => a.localeCompare(b));
  const expected = fresh.links.pairs(fresh.links.seqOf(told(9).id) ?? 0).map(({ other }) => other);
  expect(
    numbers(
      cache,
      pairsOf(9).map(({ other }) => other),
    ),
  ).toEqual(numbers(fresh, expected));
});
