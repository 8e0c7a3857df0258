import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import { type CsvForm, writeCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { toJson, writeText } from './json-lines.ts';
import { collectFiles, loadModel } from './load.ts';

export type LinkOptions = {
  model: string;
  /** One file, or two of which records of the one are linked with those of the other. */
  in: readonly string[];
  out: string;
  train: boolean;
  /** Where the model goes that was learnt with `train`; null: nowhere. */
  learnt: string | null;
  /** Pairs below this probability are not written. */
  threshold: number;
} & CsvForm;

/**
 * Links the records of one file among themselves, or those of `in` with those of `second`, and writes the pairs.
 * @returns what was done, in words.
 */
export async function linkFiles(options: LinkOptions): Promise<string[]> {
  const shipped = await loadModel(options.model);
  const { collection, notes } = await collectFiles(shipped, options.in, options);
  if (collection.ids.length < 2) throw new LinkFailure(`${options.in.join(', ')}: one record alone has no pair`);
  const model = options.train ? learn(collection) : shipped;
  if (options.learnt !== null) await writeText(options.learnt, `${toJson(model)}\n`);
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
  const done = `${collection.ids.length} records, ${written} pairs of at least ${options.threshold} in ${options.out}`;
  return [done, ...notes];
}
