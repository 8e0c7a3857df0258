import type { Report } from '#shared/domain/report.ts';
import { createBlocker } from '#shared/link/blocking.ts';
import type { Features } from '#shared/link/features.ts';
import type { Model } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import type { Reader, Values } from '#shared/link/records.ts';
import { restoreStatistics } from '#shared/link/statistics.ts';
import type { HashKey } from '#shared/link/text.ts';

/** The data needed to read reports. With the same recipe, reading a report gives the same result on any thread. */
export type Recipe = { model: Model; secret: HashKey; frequencies: string };
/** The data stored for a report that was read: its features in two parts, and its unique keys in ascending order. */
export type ReadRecord = { keys: Float64Array; head: Uint8Array; rest: Uint8Array };

/** Reads stored reports with a recipe. */
export function createRecorder(reader: Reader, { model, secret, frequencies }: Recipe) {
  const blocker = createBlocker(model, secret);
  const statistics = restoreStatistics(frequencies);
  // Not validated again: the report was validated when it came from the server.
  const valuesOf = (body: string): Values => reader.values(rowOfReport(JSON.parse(body) as Report));
  const read = (body: string): { features: Features; record: ReadRecord } => {
    const values = valuesOf(body);
    const features = reader.features(values, statistics);
    // Keys include their rule, and the keys of one rule are already unique.
    const keys = Float64Array.from(blocker.keys(values, statistics)).sort();
    return { features, record: { keys, ...reader.pack(features) } };
  };
  return { valuesOf, read };
}
