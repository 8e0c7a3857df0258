// oxlint-disable-next-line import/default -- the library's types say `export =`, which is its default import
import Database from 'better-sqlite3';
import { type Collection, collect } from '#shared/link/collection.ts';
import { calibrate, fitLabels } from '#shared/link/fit.ts';
import { learn } from '#shared/link/learn.ts';
import type { Model } from '#shared/link/model.ts';
import { type Ranked, rankOlder, rankQuality } from '#shared/link/rank.ts';
import { truthClusters } from '#shared/link/truth.ts';
import { shippedModel } from '../helpers/link.ts';
import { type Figure, figure, printed } from './figure.ts';
import { type Half, halfFigures, halfOf, wilson } from './link-pairs.ts';
import { type Entry, loadSet, type TestSet } from './link-sets.ts';

/** How much worse a result may be than before training, because a few records are luck. */
const TOLERANCE = 0.01;

/**
 * Measures how well the documented steps rank citizens' requests: the model is drafted or written by hand, then trained
 * without labels.
 */
export async function trainedRankFigures(draft: (set: TestSet) => Promise<Model>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of ['boston311', 'seamonkey'] as const) {
    const set = loadSet(name);
    if (set === null) continue;
    const first = name === 'seamonkey' ? 0 : set.entries.findIndex(({ row }) => (row['open_dt'] ?? '') >= '2011-08-01');
    for (const [how, model] of [
      ['drafted', await draft(set)],
      ['hand-written', shippedModel(name)],
    ] as const) {
      const collection = collect(model, set.entries);
      const truth = truthClusters(collection.ids, set.pairs, first);
      const hits = (by: Model): number =>
        rankQuality(rankOlder(collection, first, by), collection.ids.length - first, truth, model.show).hit5;
      const before = hits(model);
      figures.push(
        figure(`${name}, ${how}: hit@5 among older after training`, hits(learn(collection).model), '', {
          wanted: {
            text: `no worse than untrained, within a tolerance of ${TOLERANCE}`,
            holds: (value) => value >= before - TOLERANCE,
          },
          full: true,
          peer: { name: 'untrained', value: before },
        }),
      );
    }
  }
  return figures;
}

/** Ranks citizens' requests from August and September after fitting to those from July. */
export function bostonFigures(): Figure[] {
  const set = loadSet('boston311');
  if (set === null) return [];
  const first = set.entries.findIndex(({ row }) => (row['open_dt'] ?? '') >= '2011-08-01');
  const july = collect(shippedModel('boston311'), set.entries.slice(0, first));
  const at = new Map(july.ids.map((id, i) => [id, i]));
  const labels = set.pairs.flatMap(([one, other]) => {
    const [a, b] = [at.get(one), at.get(other)];
    return a === undefined || b === undefined ? [] : [{ a, b, hypothesis: 'same' }];
  });
  const same = new Set(labels.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
  const model = calibrate(fitLabels(july.model, july, labels, 20), july, (a, b) => same.has(`${a} ${b}`));
  const collection = collect(model, set.entries);
  const truth = truthClusters(collection.ids, set.pairs, first);
  const peer = nearestOfType(set.entries, new Set(truth.keys()));
  return rankFigures(
    'boston311',
    collection,
    model,
    first,
    truth,
    { name: 'same type ≤ 250 m, nearest', rankings: peer },
    [
      { hit: 'hit1', least: 0.8, over: 0.1 },
      { hit: 'hit5', least: 0.9, over: 0.03 },
    ],
  );
}

export function seamonkeyFigures(): Figure[] {
  const set = loadSet('seamonkey');
  if (set === null) return [];
  const model = shippedModel('seamonkey');
  const collection = collect(model, set.entries);
  const truth = truthClusters(collection.ids, set.pairs);
  const peer = bm25(set.entries, new Set(truth.keys()));
  return rankFigures('seamonkey', collection, model, 0, truth, { name: 'FTS5 bm25', rankings: peer }, [
    { hit: 'hit5', least: 0.87, over: 0.1 },
  ]);
}

function rankFigures(
  name: string,
  collection: Collection,
  model: Model,
  first: number,
  truth: ReadonlyMap<number, ReadonlySet<number>>,
  peer: { name: string; rankings: Ranked[] },
  wanted: { hit: 'hit1' | 'hit5'; least: number; over: number }[],
): Figure[] {
  const queries = collection.ids.length - first;
  const rankings = [...rankOlder(collection, first, model)];
  const own = rankQuality(rankings, queries, truth, model.show);
  const theirs = rankQuality(peer.rankings, queries, truth, model.show);
  const halves = ([0, 1] as const).map((half) => {
    const part = new Map([...truth].filter(([query]) => halfOf(collection.ids[query] ?? '') === half));
    return { n: part.size, quality: rankQuality(rankings, queries, part, model.show) };
  });
  const shown = rankings.flatMap(({ query, found }) =>
    found.filter((one) => one.probability >= 0.95).map((one) => truth.get(query)?.has(one.other) === true),
  );
  return [
    ...wanted.flatMap(({ hit, least, over }) => [
      figure(`${name}: ${hit === 'hit1' ? 'hit@1' : 'hit@5'} among older (${truth.size} duplicates)`, own[hit], '', {
        wanted: { text: `≥ ${least} and ≥ peer + ${over}`, holds: (v) => v >= least && v >= theirs[hit] + over },
        full: true,
        peer: { name: peer.name, value: theirs[hit] },
      }),
      ...halfFigures(
        `${name}: ${hit === 'hit1' ? 'hit@1' : 'hit@5'}`,
        halves.map(({ n, quality }): Half => {
          const [low, high] = wilson(Math.round(quality[hit] * n), n);
          return { n, value: quality[hit], low, high };
        }),
      ),
    ]),
    figure(`${name}: share flagged`, own.flagged, '', { wanted: printed, full: true }),
    figure(`${name}: pairs shown as ≥ 95 % (labels are incomplete)`, shown.length, '', { wanted: printed, full: true }),
    ...(shown.length === 0
      ? []
      : [
          figure(`${name}: of these labeled as duplicates`, shown.filter(Boolean).length / shown.length, '', {
            wanted: printed,
            full: true,
          }),
        ]),
  ];
}

const ranked = (query: number, others: readonly number[]): Ranked => ({
  query,
  found: others.slice(0, 50).map((other) => ({ other, weight: 0, probability: 0, duplicate: true })),
});

/** Ranks as FixMyStreet and similar sites do: the same type within 250 m, nearest first, newest first on ties. */
function nearestOfType(entries: readonly Entry[], queries: ReadonlySet<number>): Ranked[] {
  const points = entries.map(({ row }) => ({ lat: Number(row['latitude']), lon: Number(row['longitude']) }));
  const rankings: Ranked[] = [];
  for (const query of queries) {
    const own = points[query];
    const type = entries[query]?.row['type'];
    if (own === undefined) continue;
    const near: { other: number; meters: number }[] = [];
    for (let other = 0; other < query; other++) {
      const one = points[other];
      if (one === undefined || entries[other]?.row['type'] !== type) continue;
      const east = (one.lon - own.lon) * Math.cos((own.lat * Math.PI) / 180);
      const meters = 111_195 * Math.hypot(one.lat - own.lat, east);
      if (meters <= 250) near.push({ other, meters });
    }
    near.sort((a, b) => a.meters - b.meters || b.other - a.other);
    rankings.push(
      ranked(
        query,
        near.map((one) => one.other),
      ),
    );
  }
  return rankings;
}

/**
 * Ranks by SQLite full-text search over summary and description, queried with the words of the summary. Only older
 * entries count.
 */
function bm25(entries: readonly Entry[], queries: ReadonlySet<number>): Ranked[] {
  const db = new Database(':memory:');
  db.exec("CREATE VIRTUAL TABLE text USING fts5(summary, description, tokenize = 'porter unicode61')");
  const insert = db.prepare('INSERT INTO text (rowid, summary, description) VALUES (?, ?, ?)');
  for (const [i, { row }] of entries.entries()) insert.run(i + 1, row['Summary'] ?? '', row['Description'] ?? '');
  const search = db
    .prepare<[string, number], number>(
      'SELECT rowid FROM text WHERE text MATCH ? AND rowid <= ? ORDER BY bm25(text) LIMIT 50',
    )
    .pluck();
  const rankings = [...queries].map((query) => {
    const words = (entries[query]?.row['Summary'] ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
    const asked = [...new Set(words)].map((word) => `"${word}"`).join(' OR ');
    return ranked(query, asked === '' ? [] : search.all(asked, query).map((rowid) => rowid - 1));
  });
  db.close();
  return rankings;
}
