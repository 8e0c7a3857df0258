import { calibrate, fitLabels, type Label } from '#shared/link/fit.ts';
import { learnU } from '#shared/link/learn.ts';
import type { CsvForm } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { toJson, writeText } from './json-lines.ts';
import { collectFiles, loadModel } from './load.ts';
import { checkOutput } from './output.ts';
import { loadTruth } from './truth-file.ts';

/**
 * Fits a model to pairs with known truth: u from random pairs, m from the pairs of each hypothesis, then the curves from
 * weight to probability. The truth file's column `relation` names the hypothesis of each pair; if it names none of the
 * model's hypotheses or the column is missing, the first hypothesis is used. `keep` is the weight of the model's current
 * values, as a number of pseudo-pairs.
 */
export async function fitFiles(
  options: { model: string; in: string; truth: string; out: string; keep: number } & CsvForm,
): Promise<string[]> {
  const shipped = await loadModel(options.model);
  await checkOutput('--out', options.out, [options.in, options.truth]);
  const { collection, notes } = await collectFiles(shipped, [options.in], options);
  const at = new Map(collection.ids.map((id, i) => [id, i]));
  const truth = await loadTruth(options.truth, { relations: null, form: options, known: at });
  const names = shipped.hypotheses.map((one) => one.name);
  const labels = truth.flatMap(([a, b, relation]): Label[] => {
    const one = at.get(a);
    const other = at.get(b);
    if (one === undefined || other === undefined) return [];
    return [{ a: one, b: other, hypothesis: names.includes(relation) ? relation : (names[0] ?? null) }];
  });
  if (labels.length === 0) throw new LinkFailure(`${options.truth}: none of its pairs is in ${options.in}`);
  const duplicates = new Set(shipped.hypotheses.filter((one) => one.duplicate).map((one) => one.name));
  const same = new Set(
    labels
      .filter((one) => one.hypothesis !== null && duplicates.has(one.hypothesis))
      .flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]),
  );
  const fitted = fitLabels(learnU(collection), collection, labels, options.keep);
  const model = calibrate(fitted, collection, (a, b) => same.has(`${a} ${b}`));
  await writeText(options.out, `${toJson(model)}\n`);
  return [`${labels.length} pairs of ${collection.ids.length} records; the model is in ${options.out}`, ...notes];
}
