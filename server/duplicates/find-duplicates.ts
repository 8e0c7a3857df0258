import { compareByRelevance, type Duplicate, HYPOTHESES } from '#shared/domain/duplicate.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { staysOnFile } from '#shared/domain/workflow.ts';
import type { KeptDuplicate } from '#shared/process-api.ts';
import { idsSharingKeys, type LinkedRow, linkedRow, linkedRows, toldBy } from '../db/link-keys.ts';
import { linkModelVersion } from '../db/link-model.ts';
import type { Db } from '../db/open.ts';
import { statesOfPairs } from '../db/pairs.ts';
import { keysOf } from '../linkage/model.ts';
import { currentEngine, type Engine, featuresOf } from './engine.ts';
import type { FoundDuplicates, Told } from './questions.ts';

/** A report that was found, without its narrative and items. */
export type Found = Omit<Duplicate, 'state'> & { row: LinkedRow };

/** At most this many reports that share a key are compared; the newest are the most likely matches. */
const MOST_MET = 200;
/** Limits of one search: bytes of report text and milliseconds. A hundred ordinary reports use a tenth of the byte limit. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_MS = 3_000;
/**
 * Maximum number of duplicates sent to a workstation, sorted by `compareByRelevance`. The workstation skips
 * those it already has, which may be the first ones, and shows up to `MOST_DUPLICATES` of the rest.
 */
const MOST_TOLD = 100;

/**
 * Returns reports that may be about the same incident, likeliest first. Uses the same engine as workstations. A search
 * that reaches its limits returns what it has found and sets `complete` to false.
 */
export async function findDuplicates(
  db: Db,
  told: Told,
  { except, at, keys = keysOf(told) }: { except: string | null; at: Date; keys?: ReturnType<typeof keysOf> },
): Promise<{ found: Found[]; complete: boolean }> {
  const met = await idsSharingKeys(db, keys, { except, limit: MOST_MET + 1 });
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
  return { found: found.sort(byChance), complete: looked >= met.length };
}

/** The likeliest duplicate first, and reports about another incident after all of them. */
const byChance = (one: Found, other: Found): number => chanceOf(other) - chanceOf(one) || other.weight - one.weight;
const chanceOf = ({ hypothesis, probability }: Found): number => (hypothesis === 'related' ? 0 : probability);

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
      terms: scorer.weigher.explain(scorer.levels, { a: other, b: own })?.terms ?? [],
      modelVersion: model.version,
      row: withoutLongFields(row),
    };
  };
}

/** Drops the narrative and items, because many rows are held in memory at once. */
const withoutLongFields = (row: LinkedRow): LinkedRow => ({ ...row, facts: { ...row.facts, how: '', items: [] } });

/**
 * Searches for duplicates of a stored report, like `findDuplicates`, and adds officers' decisions about each pair; null
 * when the report doesn't exist.
 */
export async function duplicatesOfReport(db: Db, reportId: string, at: Date): Promise<FoundDuplicates | null> {
  const row = await linkedRow(db, reportId);
  if (row === null) return null;
  const told = toldBy(row);
  const [{ found, complete }, states] = await Promise.all([
    findDuplicates(db, told, { except: reportId, at }),
    statesOfPairs(db, reportId),
  ]);
  const ids = new Set(found.map((one) => one.reportId));
  const decided = await decidedAlone(db, new Map([...states].filter(([id]) => !ids.has(id))));
  const stateOf = ({ reportId }: Pick<Found, 'reportId'>): Duplicate['state'] => states.get(reportId) ?? 'suggested';
  const known = found.map((one) => Object.assign({ state: stateOf(one) }, one)).sort(compareByRelevance);
  const duplicates = [...known.slice(0, MOST_TOLD), ...decided].map(({ row: other, ...one }): KeptDuplicate => {
    const more = {
      state: stateOf(one),
      samePerson: isSamePerson(told, toldBy(other)),
      primaryNumber: other.duplicate_of ?? one.trackingNumber,
      stays: other.duplicate_of !== null || staysOnFile(other.state),
    };
    return Object.assign(more, one);
  });
  return { duplicates, complete };
}

/** Reports that the comparison doesn't find, although an officer has decided how they relate to this one. */
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
        row: withoutLongFields(row),
      });
    }
  }
  return found;
}
