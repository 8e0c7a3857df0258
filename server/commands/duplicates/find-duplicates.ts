import { setImmediate as turn } from 'node:timers/promises';
import { type LinkedRow, linkedRow, linkedRows, newestRows, whoMeets } from '#server/db/link-keys.ts';
import { findLinkModel, linkModelVersion } from '#server/db/link-model.ts';
import type { Db } from '#server/db/open.ts';
import { statesOfPairs } from '#server/db/pairs.ts';
import type { Deps } from '#server/deps.ts';
import { keysOf, p2cModel } from '#server/linkage/model.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import { byBearing, HYPOTHESES, type Repeat } from '#shared/domain/repeat.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import type { Features } from '#shared/link/features.ts';
import { createScorer } from '#shared/link/link.ts';
import type { Model } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { noStatistics, type Statistics } from '#shared/link/statistics.ts';

/** What is compared of a report; `facts` alone where it was not filed yet. */
type Told = Pick<Report, 'facts' | 'corrections' | 'kind' | 'offenseCode'>;
type Found = Omit<Repeat, 'state'> & { row: LinkedRow };

/** More that share a key are not looked at: the newest are the likeliest. */
const MOST_MET = 200;
/**
 * So many go to a workstation, by bearing and then the strongest: it leaves out those that it has itself, which may be the
 * first ones, and shows `MOST_REPEATS` of the rest.
 */
const MOST_TOLD = 100;
/**
 * What is rare is counted anew once a day, over so many of the newest reports: as many as it takes for a value that
 * stands in one report alone to weigh as much as a rare one can (2 of 20,100 is one in 10,000, the floor). More would
 * change no weight of a rare value, and those of common ones hardly.
 */
export const SAMPLE = 20_000;
const DAY_MS = 86_400_000;

type Engine = { version: number; model: Model; scorer: ReturnType<typeof createScorer>; statistics: Statistics };

type Kept = { version: number; at: number; engine: Promise<Engine> };

const engines = new WeakMap<Db, Kept>();

/** Reports that may tell of what this one tells, the strongest first; by the engine that workstations use. */
export async function findDuplicates(deps: Deps, told: Told, except: string | null): Promise<Found[]> {
  const met = await whoMeets(deps.db, keysOf(told), { except, limit: MOST_MET });
  if (met.length === 0) return [];
  const engine = await currentEngine(deps);
  const { scorer, model } = engine;
  const own = featuresOf(told, engine);
  const found = met.flatMap((row): Found[] => {
    const other = featuresOf(toldBy(row), engine);
    const score = scorer.shown(other, own);
    if (score === null) return [];
    scorer.reader.levels(other, own, scorer.levels);
    const hypothesis = HYPOTHESES.find((one) => one === model.hypotheses[score.hypothesis]?.name) ?? 'related';
    const { probability, weight } = score;
    const terms = scorer.weigher.explain(scorer.levels, other)?.terms ?? [];
    const { id: reportId, tracking_number: trackingNumber } = row;
    return [{ reportId, trackingNumber, hypothesis, probability, weight, terms, modelVersion: model.version, row }];
  });
  return found.sort((a, b) => b.weight - a.weight);
}

/** The same for a report that is kept, with what officers said of each pair; null when it is not there. */
export async function duplicatesOfReport(deps: Deps, reportId: string) {
  const row = await linkedRow(deps.db, reportId);
  if (row === null) return null;
  const told = toldBy(row);
  const [found, states] = await Promise.all([findDuplicates(deps, told, reportId), statesOfPairs(deps.db, reportId)]);
  const ids = new Set(found.map((one) => one.reportId));
  const decided = await decidedAlone(deps.db, new Map([...states].filter(([id]) => !ids.has(id))));
  const stateOf = ({ reportId }: Pick<Found, 'reportId'>): Repeat['state'] => states.get(reportId) ?? 'suggested';
  const known = found.map((one) => Object.assign({ state: stateOf(one) }, one)).sort(byBearing);
  return [...known.slice(0, MOST_TOLD), ...decided].map(({ row: other, ...one }) => {
    const more = {
      state: stateOf(one),
      samePerson: isSamePerson(told, toldBy(other)),
      standsFor: other.duplicate_of ?? one.trackingNumber,
    };
    return Object.assign(more, one);
  });
}

/** What officers decided about, where nothing that is compared would bring the two together. */
async function decidedAlone(db: Db, states: ReadonlyMap<string, PairDecision['decision']>): Promise<Found[]> {
  if (states.size === 0) return [];
  const [rows, version] = await Promise.all([
    linkedRows(db, [...states.keys()].slice(0, MOST_TOLD)),
    linkModelVersion(db),
  ]);
  return rows.map((row) => {
    const state = states.get(row.id);
    return {
      reportId: row.id,
      trackingNumber: row.tracking_number,
      hypothesis: state === 'related' ? 'related' : 'other_person',
      probability: state === 'same' ? 1 : 0,
      weight: 0,
      terms: [],
      modelVersion: String(version),
      row,
    };
  });
}

export const toldBy = ({ facts, corrections, kind, offense_code }: LinkedRow): Told => ({
  facts,
  corrections,
  kind,
  offenseCode: offense_code,
});

const featuresOf = (told: Told, { scorer: { reader }, statistics }: Engine): Features =>
  reader.features(reader.values(rowOfReport(told)), statistics);

/**
 * The model in force with what is rare; kept until another one is published. After a day what is rare is counted anew,
 * and nobody waits for that: until it is done the former count serves.
 */
export async function currentEngine({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Engine> {
  const at = now().getTime();
  const version = await linkModelVersion(db);
  const kept = engines.get(db);
  if (kept?.version !== version) {
    const engine = startEngine(db, version);
    engines.set(db, { version, at, engine });
    // One that failed is tried again by whoever asks next.
    engine.catch(() => engines.delete(db));
    return engine;
  }
  if (Math.abs(at - kept.at) >= DAY_MS) void renew(db, kept, at);
  return kept.engine;
}

async function renew(db: Db, kept: Kept, at: number): Promise<void> {
  const before = kept.at;
  kept.at = at;
  const next = startEngine(db, kept.version);
  try {
    await next;
    kept.engine = next;
  } catch {
    kept.at = before;
  }
}

/** Counts a few reports at a time, so that nobody waits for all of it. */
async function startEngine(db: Db, version: number): Promise<Engine> {
  const model = (await findLinkModel(db, version)) ?? p2cModel;
  const scorer = createScorer(model);
  const statistics = noStatistics();
  for await (const rows of newestRows(db, SAMPLE)) {
    for (const [i, row] of rows.entries()) {
      scorer.reader.count(scorer.reader.values(rowOfReport(toldBy(row))), statistics);
      if (i % 20 === 19) await turn();
    }
  }
  return { version, model, scorer, statistics };
}
