import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import { writeCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { collectRows, loadModel, loadRows } from './load.ts';

export type LinkOptions = {
  model: string;
  in: string;
  second: string | null;
  out: string;
  train: boolean;
  /** Pairs below this probability are not written. */
  threshold: number;
};

/**
 * Links the records of one file among themselves, or those of `in` with those of `second`, and writes the pairs.
 * @returns what was done, in words.
 */
export async function linkFiles(options: LinkOptions): Promise<string> {
  const shipped = await loadModel(options.model);
  const first = await loadRows(shipped, options.in);
  const more = options.second === null ? [] : await loadRows(shipped, options.second);
  const collection = collectRows(shipped, [...first, ...more], options.second === null ? null : first.length);
  if (collection.ids.length < 2) throw new LinkFailure(`${options.in}: one record alone has no pair`);
  const model = options.train ? learn(collection) : shipped;
  const writer = writeCsv(options.out);
  const { comparisons } = model;
  await writer.row(['a', 'b', 'probability', 'weight', 'hypothesis', ...comparisons.map((one) => one.name)]);
  let written = 0;
  for (const pair of linkAll(collection, model)) {
    if (pair.probability < options.threshold) continue;
    written += 1;
    await writer.row([
      collection.ids[pair.a] ?? '',
      collection.ids[pair.b] ?? '',
      Number(pair.probability.toFixed(6)),
      Number(pair.weight.toFixed(3)),
      model.hypotheses[pair.hypothesis]?.name ?? '',
      ...comparisons.map((one, i) => one.levels[pair.levels[i] ?? -1]?.name ?? ''),
    ]);
  }
  await writer.end();
  return `${collection.ids.length} records, ${written} pairs of at least ${options.threshold} in ${options.out}`;
}
