import type { Log } from '#electron/common/log.ts';
import { compareByRelevance, type Duplicate, isByAnother, MOST_DUPLICATES } from '#shared/domain/duplicate.ts';
import { errorShape } from '#shared/errors.ts';
import type { Model } from '#shared/link/model.ts';
import type { LinkStore } from '../db/links.ts';
import type { PairStore } from '../db/pairs.ts';
import { type Db, type Tx, timesRolledBack, writeRepeatable } from '../db/write.ts';
import { createEpoch, type Epoch } from './epoch.ts';
import { createHeadLoader, type HeadLoader } from './head-loader.ts';
import { countedOf } from './hypotheses.ts';
import { createIndex, type Index } from './index-report.ts';
import { p2cModel } from './model.ts';
import { once } from './once.ts';
import { pairReasons, pairSummaries } from './pair-summaries.ts';
import { createQueueMarks } from './queue-marks.ts';
import { createRebuild, type RebuildLimits } from './rebuild.ts';

export type Linker = ReturnType<typeof createLinker>;

type Parts = { db: Db; links: LinkStore; pairs: PairStore };

/**
 * Finds possible duplicates. The transaction that stores a new or changed report only marks it; the linking is done later
 * in steps (`step`), or immediately for a report that is being viewed.
 */
export function createLinker(
  { db, links, pairs }: Parts,
  given: Model = p2cModel,
  log: Log = () => undefined,
  limits: Partial<RebuildLimits> = {},
) {
  const said = new Set<string>();
  /** Logged once per rule. The key's value must not be logged. */
  const crowded = (rule: string, most: number): void => {
    if (said.has(rule)) return;
    said.add(rule);
    log('links.crowded_key', { rule, most });
  };
  let model = given;
  let counted = countedOf(model);
  const summaries = (id: number, reportId: string) => pairSummaries({ links, pairs }, model, id, reportId);
  const marks = createQueueMarks({ links, pairs, summaries, counted: () => counted });
  const engineOf = (of: Model): { epoch: Epoch; index: Index } => {
    const epoch = createEpoch(links, of);
    return { epoch, index: createIndex(links, epoch, marks.pairsChanged, crowded) };
  };
  /** Null when its state may no longer match the file; the next access then creates a new engine. */
  let kept: ReturnType<typeof engineOf> | null = engineOf(model);
  let rolledBack = timesRolledBack(db);
  const engine = (): NonNullable<typeof kept> => {
    // Another write may have tried to commit the linker's open slices and failed, which rolls them back.
    if (rolledBack !== timesRolledBack(db)) {
      rolledBack = timesRolledBack(db);
      breakOff();
    }
    kept ??= engineOf(model);
    return kept;
  };

  /**
   * During a full rebuild, updates each report's queue row once, when all its pairs are known, even if the row was
   * updated before a crash.
   */
  const markSettled = (tx: Tx, id: number): void => {
    if (noneMarked && !pairs.any() && links.counted(id, counted).count === 0) return;
    marks.mark(tx, id);
    settled = true;
  };
  let settled = false;
  /** True if no pairs existed when the rebuild started; the queue row of a report without pairs is then already correct. */
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
    marks.forgetAll();
    if (more) return;
    endRebuild();
    epoch.setNext(tx, null);
    // Makes the window refresh open reports, whose duplicates are now complete.
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
   * Called when the last writes were rolled back. State is reloaded from the file on next use, and an unfinished rebuild
   * starts over. Does not read anything itself, because the disk may have failed.
   */
  const breakOff = (): void => {
    endRebuild();
    loader = null;
    kept = null;
    marks.forgetReports();
  };
  /**
   * Links a report at once. If that fails, for example on a full disk, the report stays pending, and the pairs known so
   * far are shown.
   */
  const linkNow = (id: number): void => {
    const { epoch, index } = engine();
    if (isRebuilding() || (links.dirtyOne(id) === null && index.features(id) !== null)) return;
    try {
      writeRepeatable(db, (tx) => {
        epoch.save(tx);
        carryOut(tx, id, true);
        marks.markChanged(tx);
      });
    } catch (error) {
      breakOff();
      // Makes sure that the window is notified once a later step has linked the report, even if it has no duplicates.
      marks.changedAnyway();
      log('links.failed', { code: errorShape(error).code });
    }
  };

  return {
    /** Switches to another model; the following steps read all reports again. If the model is invalid, nothing changes. */
    useModel: (next: Model): void => {
      kept = engineOf(next);
      model = next;
      counted = countedOf(next);
      endRebuild();
    },
    breakOff,
    /**
     * Marks a report to be linked. Call in the transaction that stores it. No mark is needed when a full rebuild is about
     * to start, because it includes the report.
     */
    link: (tx: Tx, id: number): void => {
      const isToBeRead = isRebuilding() && rebuild === null;
      if (!isToBeRead) links.putDirty(tx, id, true);
    },
    /** Call before a report is removed. */
    unlink: (tx: Tx, id: number): void => {
      engine().index.remove(tx, id);
      rebuild?.remove(tx, id);
      marks.forget(id);
      marks.markChanged(tx);
    },
    /** Updates the queue rows of reports whose pair was decided. */
    decided: (tx: Tx, reportIds: readonly string[]): void => {
      for (const reportId of reportIds) {
        const id = links.seqOf(reportId);
        if (id !== null) marks.mark(tx, id);
      }
    },
    /**
     * Processes one report.
     * @returns whether more work is left, and whether anything shown in the queue changed.
     */
    step: (tx: Tx): { more: boolean; shown: boolean } => {
      const { epoch } = engine();
      epoch.save(tx);
      if (isRebuilding()) {
        // Count frequencies before many reports are read for the first time; otherwise every report would be read twice.
        settled = false;
        if (rebuild !== null || !epoch.renew(tx)) rebuildOne(tx);
        return { more: true, shown: settled };
      }
      const dirty = links.dirty();
      if (dirty !== null) carryOut(tx, dirty.id, dirty.whole);
      const more = dirty !== null || epoch.renew(tx) || loadHeads();
      return { more, shown: marks.markChanged(tx) };
    },
    /** Whether this report or its possible duplicates still have to be read. If so, the known pairs may be incomplete. */
    isDue: (reportId: string): boolean => {
      const id = links.seqOf(reportId);
      return id !== null && (isRebuilding() || links.dirtyOne(id) !== null);
    },
    /**
     * Returns a function that returns the known pairs of a report. Use one such function for a single pass over many
     * reports: it reads each report only once. `isByAnother` compares the two reports, which is slow, so call it for few
     * pairs.
     */
    near: () => {
      const { epoch, index } = engine();
      const reading = { epoch, index: { features: once(index.features) } };
      return (reportId: string) => {
        const id = links.seqOf(reportId);
        if (id === null) return [];
        return summaries(id, reportId).map(({ other, name, hypothesis, probability, weight, state }) => ({
          reportId: name.id,
          hypothesis,
          probability,
          state,
          isByAnother: () => isByAnother({ hypothesis, terms: weight === 0 ? [] : pairReasons(reading, id, other) }),
        }));
      };
    },
    /**
     * Returns at most `MOST_DUPLICATES` duplicates, including pairs that officers decided, ordered by relevance, the
     * likeliest first.
     */
    duplicates: (reportId: string): Duplicate[] => {
      const id = links.seqOf(reportId);
      if (id === null) return [];
      linkNow(id);
      return summaries(id, reportId)
        .sort(compareByRelevance)
        .slice(0, MOST_DUPLICATES)
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
