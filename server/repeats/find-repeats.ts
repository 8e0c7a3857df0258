import type { PairDecision } from '#shared/domain/pair.ts';
import { byBearing, HYPOTHESES, type Repeat } from '#shared/domain/repeat.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import type { KeptRepeat } from '#shared/process-api.ts';
import { type LinkedRow, linkedRow, linkedRows, toldBy, whoMeets } from '../db/link-keys.ts';
import { linkModelVersion } from '../db/link-model.ts';
import type { Db } from '../db/open.ts';
import { statesOfPairs } from '../db/pairs.ts';
import { keysOf } from '../linkage/model.ts';
import { currentEngine, type Engine, featuresOf } from './engine.ts';
import type { FoundRepeats, Told } from './questions.ts';

/** What was found of a report, without the long parts of what it tells. */
export type Found = Omit<Repeat, 'state'> & { row: LinkedRow };

/** More that share a key are not looked at: the newest are the likeliest. */
const MOST_MET = 200;
/** So much of what they tell, in bytes, and for so long: a hundred ordinary reports have a tenth of it. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_MS = 3_000;
/**
 * So many go to a workstation, by bearing and then the strongest: it leaves out those that it has itself, which may be the
 * first ones, and shows `MOST_REPEATS` of the rest.
 */
const MOST_TOLD = 100;

/**
 * Reports that may tell of what this one tells, the strongest first; by the engine that workstations use. A search that
 * comes to its limits ends with what it has, and `complete` says so.
 */
export async function findDuplicates(
  db: Db,
  told: Told,
  { except, at, keys = keysOf(told) }: { except: string | null; at: Date; keys?: ReturnType<typeof keysOf> },
): Promise<{ found: Found[]; complete: boolean }> {
  const met = await whoMeets(db, keys, { except, limit: MOST_MET + 1 });
  const found: Found[] = [];
  if (met.length === 0) return { found, complete: true };
  const engine = await currentEngine(db, at);
  const own = featuresOf(told, engine);
  const compare = createComparison(engine);
  const began = performance.now();
  let [looked, bytes] = [0, 0];
  for await (const rows of linkedRows(db, met.slice(0, MOST_MET))) {
    for (const row of rows) {
      const one = compare(row, own);
      if (one !== null) found.push(one);
      bytes += row.bytes;
      looked += 1;
      if (isOver(bytes, began)) break;
    }
    if (isOver(bytes, began)) break;
  }
  return { found: found.sort((a, b) => b.weight - a.weight), complete: looked >= met.length };
}

const isOver = (bytes: number, began: number): boolean => bytes >= MOST_BYTES || performance.now() - began >= MOST_MS;

function createComparison(engine: Engine) {
  const { scorer, model } = engine;
  return (row: LinkedRow, own: ReturnType<typeof featuresOf>): Found | null => {
    const other = featuresOf(toldBy(row), engine);
    const score = scorer.shown(other, own);
    if (score === null) return null;
    scorer.reader.levels(other, own, scorer.levels);
    const { probability, weight } = score;
    return {
      reportId: row.id,
      trackingNumber: row.tracking_number,
      hypothesis: HYPOTHESES.find((one) => one === model.hypotheses[score.hypothesis]?.name) ?? 'related',
      probability,
      weight,
      terms: scorer.weigher.explain(scorer.levels, other)?.terms ?? [],
      modelVersion: model.version,
      row: inShort(row),
    };
  };
}

/** So that many may be kept at once. */
const inShort = (row: LinkedRow): LinkedRow => ({ ...row, facts: { ...row.facts, how: '', items: [] } });

/** The same for a report that is kept, with what officers said of each pair; null when it is not there. */
export async function duplicatesOfReport(db: Db, reportId: string, at: Date): Promise<FoundRepeats | null> {
  const row = await linkedRow(db, reportId);
  if (row === null) return null;
  const told = toldBy(row);
  const [{ found, complete }, states] = await Promise.all([
    findDuplicates(db, told, { except: reportId, at }),
    statesOfPairs(db, reportId),
  ]);
  const ids = new Set(found.map((one) => one.reportId));
  const decided = await decidedAlone(db, new Map([...states].filter(([id]) => !ids.has(id))));
  const stateOf = ({ reportId }: Pick<Found, 'reportId'>): Repeat['state'] => states.get(reportId) ?? 'suggested';
  const known = found.map((one) => Object.assign({ state: stateOf(one) }, one)).sort(byBearing);
  const repeats = [...known.slice(0, MOST_TOLD), ...decided].map(({ row: other, ...one }): KeptRepeat => {
    const more = {
      state: stateOf(one),
      samePerson: isSamePerson(told, toldBy(other)),
      standsFor: other.duplicate_of ?? one.trackingNumber,
    };
    return Object.assign(more, one);
  });
  return { repeats, complete };
}

/** What officers decided about, where nothing that is compared would bring the two together. */
async function decidedAlone(db: Db, states: ReadonlyMap<string, PairDecision['decision']>): Promise<Found[]> {
  if (states.size === 0) return [];
  const version = await linkModelVersion(db);
  const found: Found[] = [];
  for await (const rows of linkedRows(db, [...states.keys()].slice(0, MOST_TOLD))) {
    for (const row of rows) {
      const state = states.get(row.id);
      found.push({
        reportId: row.id,
        trackingNumber: row.tracking_number,
        hypothesis: state === 'related' ? 'related' : 'other_person',
        probability: state === 'same' ? 1 : 0,
        weight: 0,
        terms: [],
        modelVersion: String(version),
        row: inShort(row),
      });
    }
  }
  return found;
}
