import { type Collection, candidates } from './collection.ts';
import { NO_FEATURES } from './features.ts';
import { createScorer } from './link.ts';
import type { Model } from './model.ts';

export type Ranked = {
  query: number;
  found: { other: number; weight: number; probability: number; duplicate: boolean }[];
};

/** Maximum number of entries in a ranking. */
const MOST = 50;

/**
 * For each record from `first` on, ranks the older records by the chance that both are one: the likeliest first, those
 * that are no duplicates last, and the most recent first among equal matches. The collection must be in chronological order, unless `isOlder` says which records are older.
 */
export function* rankOlder(
  collection: Collection,
  first: number,
  model: Model = collection.model,
  isOlder: (other: number, query: number) => boolean = () => true,
): Generator<Ranked, void, void> {
  const { score } = createScorer(model);
  const { features } = collection;
  for (const [query, earlier] of candidates(collection)) {
    if (query < first) continue;
    const found: Ranked['found'] = [];
    for (const other of earlier) {
      if (!isOlder(other, query)) continue;
      const one = score(features[other] ?? NO_FEATURES, features[query] ?? NO_FEATURES);
      if (one === null) continue;
      const duplicate = model.hypotheses[one.hypothesis]?.duplicate === true;
      found.push({ other, weight: one.weight, probability: one.probability, duplicate });
    }
    found.sort((a, b) => chanceOf(b) - chanceOf(a) || b.weight - a.weight || b.other - a.other);
    yield { query, found: found.slice(0, MOST) };
  }
}

/** Weights of different hypotheses can't be compared: another incident of one person may weigh more than a true pair. */
const chanceOf = ({ duplicate, probability }: Ranked['found'][number]): number => (duplicate ? probability : 0);

export type RankQuality = { queries: number; withTruth: number; hit1: number; hit5: number; flagged: number };

/**
 * @param rankings from `rankOlder`, or others of the same shape.
 * @param queries number of records that were ranked against older ones, including those without results.
 * @param truths for each query that has older records of the same incident, the indexes of those records.
 * @param show minimum probability at which a record counts as flagged.
 */
export function rankQuality(
  rankings: Iterable<Ranked>,
  queries: number,
  truths: ReadonlyMap<number, ReadonlySet<number>>,
  show: number,
): RankQuality {
  let hit1 = 0;
  let hit5 = 0;
  let flagged = 0;
  for (const { query, found } of rankings) {
    if (found.some((one) => one.duplicate && one.probability >= show)) flagged += 1;
    const truth = truths.get(query);
    if (truth === undefined) continue;
    const at = found.findIndex((one) => truth.has(one.other));
    if (at === 0) hit1 += 1;
    if (at >= 0 && at < 5) hit5 += 1;
  }
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  return {
    queries,
    withTruth: truths.size,
    hit1: share(hit1, truths.size),
    hit5: share(hit5, truths.size),
    flagged: share(flagged, queries),
  };
}
