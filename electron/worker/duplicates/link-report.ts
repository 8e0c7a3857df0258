import type { Log } from '#electron/common/log.ts';
import { byBearing, countsAsRepeat, MOST_REPEATS, type Repeat } from '#shared/domain/repeat.ts';
import { errorShape } from '#shared/errors.ts';
import type { Model } from '#shared/link/model.ts';
import type { LinkStore } from '../db/links.ts';
import type { PairStore } from '../db/pairs.ts';
import { type Db, type Tx, timesTakenBack, writeRepeatable } from '../db/write.ts';
import { createEpoch, type Epoch } from './epoch.ts';
import { createHeadLoader, type HeadLoader } from './head-loader.ts';
import { countedOf } from './hypotheses.ts';
import { createIndex, type Index } from './index-report.ts';
import { p2cModel } from './model.ts';
import { pairReasons, pairSummaries } from './pair-summaries.ts';
import { createRebuild, type RebuildLimits } from './rebuild.ts';

export type Linker = ReturnType<typeof createLinker>;

type Parts = { db: Db; links: LinkStore; pairs: PairStore };

/**
 * Which reports may repeat which. A report that comes or changes is only marked in the transaction that stores it; the
 * work is done in steps afterwards (`step`), or at once for a report that somebody asks about.
 */
export function createLinker(
  { db, links, pairs }: Parts,
  given: Model = p2cModel,
  log: Log = () => undefined,
  limits: Partial<RebuildLimits> = {},
) {
  /** What the queue shows of these is to be written anew. */
  const changed = new Set<number>();
  let anyChanged = false;
  /** Another incident of the same person is no repeat, and unless somebody decided about it nothing is counted anew. */
  const pairsChanged = (id: number, hypotheses: number): void => {
    anyChanged = true;
    if ((hypotheses & counted) !== 0 || pairs.any()) changed.add(id);
  };
  const said = new Set<string>();
  /** Once for each rule: the value itself is nothing for a log. */
  const crowded = (rule: string, most: number): void => {
    if (said.has(rule)) return;
    said.add(rule);
    log('links.crowded_key', { rule, most });
  };
  let model = given;
  let counted = countedOf(model);
  const engineOf = (of: Model): { epoch: Epoch; index: Index } => {
    const epoch = createEpoch(links, of);
    return { epoch, index: createIndex(links, epoch, pairsChanged, crowded) };
  };
  /** Null where the file says something else than what is kept here; then whoever comes next reads it. */
  let kept: ReturnType<typeof engineOf> | null = engineOf(model);
  let takenBack = timesTakenBack(db);
  const engine = (): NonNullable<typeof kept> => {
    // Whoever wrote meanwhile may have had to commit for the linker, and failed.
    if (takenBack !== timesTakenBack(db)) {
      takenBack = timesTakenBack(db);
      breakOff();
    }
    kept ??= engineOf(model);
    return kept;
  };

  const summaries = (id: number, reportId: string) => pairSummaries({ links, pairs }, model, id, reportId);

  const mark = (tx: Tx, id: number): void => {
    // Where nobody decided about any pair no other report's name is needed.
    const name = pairs.any() ? links.name(id) : null;
    if (name === null) {
      const { count, strongest } = links.counted(id, counted);
      links.mark(tx, id, count, strongest);
      return;
    }
    const all = summaries(id, name.id).filter(countsAsRepeat);
    const likely = Math.max(0, ...all.map((one) => one.probability));
    links.mark(tx, id, all.length, all.length === 0 ? null : likely);
  };
  const markChanged = (tx: Tx): boolean => {
    const any = anyChanged;
    for (const id of changed) mark(tx, id);
    changed.clear();
    anyChanged = false;
    return any;
  };
  /** While all are made anew, each is marked once, when its own turn is over, whether or not it was before a kill. */
  const markSettled = (tx: Tx, id: number): void => {
    if (noneMarked && !pairs.any() && links.counted(id, counted).count === 0) return;
    mark(tx, id);
    settled = true;
  };
  let settled = false;
  /** When all began to be read none had a pair, so that one without any shows it already. */
  let noneMarked = false;

  const carryOut = (tx: Tx, id: number, whole: boolean): void => {
    const { index } = engine();
    const body = whole ? links.body(id) : null;
    if (body !== null) index.read(tx, id, body);
    else index.meet(tx, id);
    links.dropDirty(tx, id);
  };

  let rebuild: ReturnType<typeof createRebuild> | null = null;
  const isRebuilding = (): boolean => engine().epoch.next() !== null;
  const rebuildOne = (tx: Tx): void => {
    const { epoch, index } = engine();
    if (rebuild === null) {
      loader = null;
      const recordOf = (body: string) => epoch.read(body).record;
      rebuild = createRebuild({ store: links, index, recordOf, recipe: epoch.recipe }, markSettled, limits);
      noneMarked = !links.anyPair() && !pairs.any();
    }
    const more = rebuild.step(tx);
    changed.clear();
    anyChanged = false;
    if (more) return;
    endRebuild();
    epoch.setNext(tx, null);
    // Whoever looks at a report is told that nothing is missing any more.
    settled = true;
  };
  let loader: HeadLoader | null = null;
  const loadHeads = (): boolean => {
    const { epoch, index } = engine();
    if (!index.hasHeads()) loader = createHeadLoader(links, index, epoch.since());
    return loader?.step() ?? false;
  };
  const endRebuild = (): void => {
    rebuild?.stop();
    rebuild = null;
    noneMarked = false;
  };

  /**
   * What was written last was taken back: goes by the file again, and the next step begins anew what is begun there.
   * Reads nothing itself, for the disk may be what failed.
   */
  const breakOff = (): void => {
    endRebuild();
    loader = null;
    kept = null;
    changed.clear();
  };
  /** A full disk keeps nobody from reading: where it cannot be written, it stays due, and what is known so far is shown. */
  const linkNow = (id: number): void => {
    const { epoch, index } = engine();
    if (isRebuilding() || (links.dirtyOne(id) === null && index.features(id) !== null)) return;
    try {
      writeRepeatable(db, (tx) => {
        epoch.save(tx);
        carryOut(tx, id, true);
        markChanged(tx);
      });
    } catch (error) {
      breakOff();
      // Once a step has done it, whoever reads the report hears of that, whether or not it has repeats.
      anyChanged = true;
      log('links.failed', { code: errorShape(error).code });
    }
  };

  return {
    /** Goes by another model from now on; the steps that follow read all reports anew. One that fails changes nothing. */
    useModel: (next: Model): void => {
      kept = engineOf(next);
      model = next;
      counted = countedOf(next);
      endRebuild();
    },
    breakOff,
    /** To be called in the transaction that stores the report. Where all are still to be read, this one is among them. */
    link: (tx: Tx, id: number): void => {
      const isToBeRead = isRebuilding() && rebuild === null;
      if (!isToBeRead) links.putDirty(tx, id, true);
    },
    /** To be called before a report is removed. */
    unlink: (tx: Tx, id: number): void => {
      engine().index.remove(tx, id);
      rebuild?.remove(tx, id);
      changed.delete(id);
      markChanged(tx);
    },
    /** Somebody decided about these reports: what the queue shows of them is written anew. */
    decided: (tx: Tx, reportIds: readonly string[]): void => {
      for (const reportId of reportIds) {
        const id = links.seqOf(reportId);
        if (id !== null) mark(tx, id);
      }
    },
    /**
     * Does one report's worth of work.
     * @returns whether something is left, and whether what the queue shows has changed.
     */
    step: (tx: Tx): { more: boolean; shown: boolean } => {
      const { epoch } = engine();
      epoch.save(tx);
      if (isRebuilding()) {
        // The first reading of many is worth counting what is rare first; else all would be read twice.
        settled = false;
        if (rebuild !== null || !epoch.renew(tx)) rebuildOne(tx);
        return { more: true, shown: settled };
      }
      const dirty = links.dirty();
      if (dirty !== null) carryOut(tx, dirty.id, dirty.whole);
      const more = dirty !== null || epoch.renew(tx) || loadHeads();
      return { more, shown: markChanged(tx) };
    },
    /** Whether this report, or those it could repeat, are still to be read: then what is known of its pairs may not be all. */
    isDue: (reportId: string): boolean => {
      const id = links.seqOf(reportId);
      return id !== null && (isRebuilding() || links.dirtyOne(id) !== null);
    },
    /** What is known of the pairs of a report, without reasons. */
    near: (reportId: string) => {
      const id = links.seqOf(reportId);
      if (id === null) return [];
      return summaries(id, reportId).map(({ name, hypothesis, probability, state }) => ({
        reportId: name.id,
        hypothesis,
        probability,
        state,
      }));
    },
    /** At most `MOST_REPEATS`, with those that people have decided about, by bearing, then the strongest first. */
    repeats: (reportId: string): Repeat[] => {
      const id = links.seqOf(reportId);
      if (id === null) return [];
      linkNow(id);
      return summaries(id, reportId)
        .sort(byBearing)
        .slice(0, MOST_REPEATS)
        .map(({ other, name, hypothesis, probability, weight, state }) => ({
          reportId: name.id,
          trackingNumber: name.number,
          hypothesis,
          probability,
          weight,
          state,
          terms: weight === 0 ? [] : pairReasons(engine(), id, other),
          modelVersion: engine().epoch.version(),
        }));
    },
  };
}
