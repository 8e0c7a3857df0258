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
 * What is rare is counted anew once a day, over so many of the newest reports: as many as it takes for a value that
 * stands in one report alone to weigh as much as a rare one can (2 of 20,100 is one in 10,000, the floor). More would
 * change no weight of a rare value, and those of common ones hardly.
 */
export const SAMPLE = 20_000;
/** And over so much of what they tell, in bytes: ordinary ones have a third of it. */
const SAMPLE_BYTES = 128 * 1024 * 1024;
/** Values and words that are counted at once; a language has a tenth of them. */
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
 * The model in force with what is rare; kept until another one is published. After a day what is rare is counted anew,
 * and nobody waits for that: until it is done the former count serves.
 */
export async function currentEngine(db: Db, now: Date): Promise<Engine> {
  const at = now.getTime();
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

/** Counts a few reports at a time, so that who searches meanwhile does not wait for all of it. */
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
