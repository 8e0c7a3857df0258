import { randomBytes } from 'node:crypto';
import { createScorer } from '#shared/link/link.ts';
import type { Model } from '#shared/link/model.ts';
import { noStatistics, storeStatistics } from '#shared/link/statistics.ts';
import { hash52 } from '#shared/link/text.ts';
import type { LinkState, LinkStore } from '../db/links.ts';
import type { Tx } from '../db/write.ts';
import { createRecorder, type Recipe } from './record.ts';

/** With fewer reports than this, frequencies are not meaningful. */
const LEAST = 200;
/** How many evenly spread reports the frequencies are computed from; more would not change any weight noticeably. */
const SAMPLE = 4000;

/** Increment when the engine derives different keys or features from the same report, or encodes them differently. */
const ENGINE = 7;

export type Epoch = ReturnType<typeof createEpoch>;

/**
 * A model plus the frequencies of values and words at one point in time. All reports are processed in the same epoch, so
 * that a pair's weight does not depend on which report came first. A new epoch starts when the model changes or the
 * number of reports has doubled.
 */
export function createEpoch(store: LinkStore, model: Model) {
  const scorer = createScorer(model);
  const mark = `${model.name} ${model.version} ${ENGINE} ${hash52(JSON.stringify(model), [0, 0])}`;
  let state = load();
  let isSaved = false;
  const recipe = (): Recipe => ({ model, secret: [state.secretA, state.secretB], frequencies: state.frequencies });
  let recorder = createRecorder(scorer.reader, recipe());
  let counting: { statistics: ReturnType<typeof noStatistics>; next: number; step: number; at: number } | null = null;

  function load(): LinkState {
    const kept = store.state();
    if (kept !== null && kept.model === mark) return kept;
    const secret = randomBytes(8);
    return {
      epoch: (kept?.epoch ?? 0) + 1,
      since: (kept?.epoch ?? 0) + 1,
      model: mark,
      countedAt: 0,
      frequencies: '',
      secretA: kept?.secretA ?? secret.readUInt32LE(0),
      secretB: kept?.secretB ?? secret.readUInt32LE(4),
      next: 0,
    };
  }

  return {
    model,
    scorer,
    /** Stores the epoch, in the same transaction as the first report processed in it. */
    save: (tx: Tx): void => {
      if (isSaved) return;
      if (store.state()?.epoch !== state.epoch) store.putState(tx, state);
      isSaved = true;
    },
    number: (): number => state.epoch,
    /** The first epoch that uses this model: records from this epoch or a later one can be compared. */
    since: (): number => state.since,
    version: (): string => `${model.version}.${state.epoch}`,
    next: (): number | null => state.next,
    setNext: (tx: Tx, next: number | null): void => {
      state = { ...state, next };
      store.putNext(tx, next);
    },
    recipe,
    /** Computes the features and the record of a stored report. */
    read: (body: string) => recorder.read(body),
    /**
     * Performs one step toward the next epoch: counts the values of one report. The next epoch is due once the number of
     * reports has doubled since the last one.
     * @returns whether there is anything left to do.
     */
    renew: (tx: Tx): boolean => {
      if (counting === null) {
        const last = store.last();
        if (last < LEAST || last < 2 * state.countedAt) return false;
        counting = { statistics: noStatistics(), next: 0, step: Math.max(1, Math.floor(last / SAMPLE)), at: last };
      }
      const next = store.from(counting.next);
      if (next !== null) {
        scorer.reader.count(recorder.valuesOf(next.body), counting.statistics);
        counting.next = next.id + counting.step;
        return true;
      }
      state = {
        ...state,
        epoch: state.epoch + 1,
        countedAt: counting.at,
        frequencies: storeStatistics(counting.statistics),
        next: 0,
      };
      store.putState(tx, state);
      recorder = createRecorder(scorer.reader, recipe());
      counting = null;
      return true;
    },
  };
}
