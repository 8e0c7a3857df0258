import { writeFile } from 'node:fs/promises';
import { calibrate, fitLabels, type Label } from '#shared/link/fit.ts';
import { learnU } from '#shared/link/learn.ts';
import { LinkFailure } from './failure.ts';
import { collectRows, loadModel, loadRows, loadTruth } from './load.ts';

/**
 * Fits a model to pairs of which the truth is known: u from random pairs, m from the pairs of each hypothesis (the
 * truth's column `relation` names it; where there is none, or one that the model does not know, the first), then the
 * curves from weight to probability. `keep`: for how many pairs the model's own numbers count.
 */
export async function fitFiles(options: {
  model: string;
  in: string;
  truth: string;
  out: string;
  keep: number;
}): Promise<string> {
  const shipped = await loadModel(options.model);
  const collection = collectRows(shipped, await loadRows(shipped, options.in));
  const truth = await loadTruth(options.truth, null);
  const at = new Map(collection.ids.map((id, i) => [id, i]));
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
  await writeFile(options.out, `${toJson(model)}\n`);
  return `${labels.length} pairs of ${collection.ids.length} records; the model is in ${options.out}`;
}

const WIDTH = 140;

/** What fits into a line stands on one, so that a person can read the file and compare two of them. */
function toJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, rounded);
  if (flat.length + indent.length <= WIDTH || value === null || typeof value !== 'object') return flat;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((one) => `${inner}${toJson(one, inner)}`)
    : Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${toJson(one, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
