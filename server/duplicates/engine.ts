import { setImmediate as turn } from 'node:timers/promises';
import type { Features } from '#shared/link/features.ts';
import { createScorer } from '#shared/link/link.ts';
import type { Model } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { forgetRarest, noStatistics, type Statistics } from '#shared/link/statistics.ts';
import { newestRows, toldBy } from '../db/link-keys.ts';
import { findLinkModel, linkModelVersion } from '../db/link-model.ts';
import type { Db } from '../db/open.ts';
import { p2cModel } from '../linkage/model.ts';
import type { Told } from './questions.ts';

/**
 * Value frequencies are recounted once a day over this many of the newest reports. In a sample of this size, a value
 * found in only one report already gets the maximum rarity weight: its smoothed share, 2 of 20,100, is about one in
 * 10,000, and smaller shares are rounded up to that. A larger sample would not change the weights of rare values and
 * would barely change those of common ones.
 */
export const SAMPLE = 20_000;
/**
 * The sample is also limited by the total size of its reports' text, in bytes. A sample of ordinary reports uses a third
 * of this.
 */
const SAMPLE_BYTES = 128 * 1024 * 1024;
/** Maximum number of values and words counted at once. A single language has only about a tenth as many words. */
const MOST_COUNTED = 400_000;
const DAY_MS = 86_400_000;

export type Engine = {
  version: number;
  model: Model;
  scorer: ReturnType<typeof createScorer>;
  statistics: Statistics;
};

type Kept = { version: number; at: number; engine: Promise<Engine> };

const engines = new WeakMap<Db, Kept>();

export const featuresOf = (told: Told, { scorer: { reader }, statistics }: Engine): Features =>
  reader.features(reader.values(rowOfReport(told)), statistics);

/**
 * The engine for the active model, with its frequency counts; cached until another model is published. Counts are
 * refreshed in the background after a day, and the old ones are used until the new ones are ready.
 */
export async function currentEngine(db: Db, now: Date): Promise<Engine> {
  const at = now.getTime();
  const version = await linkModelVersion(db);
  const kept = engines.get(db);
  if (kept?.version !== version) {
    const engine = startEngine(db, version);
    engines.set(db, { version, at, engine });
    // If counting fails, the next caller tries again.
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

/** Counts a few reports at a time, so that a concurrent search doesn't wait for the whole count. */
async function startEngine(db: Db, version: number): Promise<Engine> {
  const model = (await findLinkModel(db, version)) ?? p2cModel;
  const scorer = createScorer(model);
  const statistics = noStatistics();
  let left = SAMPLE_BYTES;
  for await (const rows of newestRows(db, SAMPLE)) {
    for (const row of rows) {
      left -= row.bytes;
      scorer.reader.count(scorer.reader.values(rowOfReport(toldBy(row))), statistics);
      forgetRarest(statistics, MOST_COUNTED);
    }
    if (left <= 0) break;
    await turn();
  }
  return { version, model, scorer, statistics };
}
