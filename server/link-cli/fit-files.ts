import type { Collection } from '#shared/link/collection.ts';
import { calibrate, fitLabels, type Label } from '#shared/link/fit.ts';
import { learnU, withoutCurves } from '#shared/link/learn.ts';
import type { Model } from '#shared/link/model.ts';
import { learnPrior } from '#shared/link/prior.ts';
import { LEAST_OF_A_CURVE, withCurves } from '#shared/link/refit.ts';
import type { CsvForm } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { toJson, writeText } from './json-lines.ts';
import { collectFiles, loadModel } from './load.ts';
import { checkOutputs } from './output.ts';
import { idsOf, loadTruth, refuseAmbiguous, type TruePair, type Truth } from './truth-file.ts';

type FitOptions = {
  model: string;
  /** One file, or two whose records are linked with each other. */
  in: readonly string[];
  truth: string;
  out: string;
  /** The weight of the model's current values, as a number of pseudo-pairs. */
  keep: number;
  /** Whether the truth lists all true pairs, so all others are false. If not, nothing is known about the others. */
  complete: boolean;
} & CsvForm;

/**
 * Fits a model to pairs with known truth: first u from random pairs, then m from the true pairs of each hypothesis. If
 * the false pairs are also known, it then fits the curves from weight to probability. The truth file's column
 * `relation` names the hypothesis of each pair. The first hypothesis is used if there is no such column or it names no
 * hypothesis of the model.
 */
export async function fitFiles(options: FitOptions): Promise<string[]> {
  const shipped = await loadModel(options.model);
  await checkOutputs({ '--out': options.out }, [options.model, options.truth, ...options.in]);
  const { collection, notes } = await collectFiles(shipped, options.in, options);
  const ids = idsOf(collection);
  const two = collection.second !== null;
  const truth = await loadTruth(options.truth, { relations: null, form: options, known: ids.known, two });
  refuseAmbiguous(options.truth, truth, ids);
  const labelsOf = (pairs: readonly TruePair[], of: (relation: string) => string | null): Label[] =>
    pairs.flatMap(([a, b, relation]) => {
      const pair = ids.pair(a, b);
      return pair === null ? [] : [{ a: pair[0], b: pair[1], hypothesis: of(relation) }];
    });
  const names = shipped.hypotheses.map((one) => one.name);
  const same = labelsOf(truth.pairs, (relation) => (names.includes(relation) ? relation : (names[0] ?? null)));
  const apart = labelsOf(truth.apart, () => null);
  if (same.length === 0) throw new LinkFailure(`${options.truth}: none of its pairs is in ${options.in.join(' or ')}`);
  const hadCurve = shipped.hypotheses.some((one) => one.calibration.length > 0);
  // Drop the existing curves, because they belong to the old weights.
  const withM = withoutCurves(fitLabels(learnU(collection), collection, same, options.keep));
  const { model, how } = curves(withM, collection, { same, apart, truth, complete: options.complete });
  await writeText(options.out, `${toJson(model)}\n`);
  const pairs = `${same.length} true pairs and ${apart.length} that are not, of ${collection.ids.length} records`;
  const isDropped = hadCurve && model.hypotheses.every((one) => one.calibration.length === 0);
  const dropped = isDropped ? ["the model's probability curve was for other weights and dropped"] : [];
  return [`${pairs}; the model is in ${options.out}`, how, ...dropped, ...notes];
}

type Known = { same: readonly Label[]; apart: readonly Label[]; truth: Truth; complete: boolean };

/**
 * Fits the probabilities as far as the truth allows. A pair that the truth says nothing about doesn't count as false.
 */
function curves(model: Model, collection: Collection, known: Known): { model: Model; how: string } {
  const { same, apart, truth, complete } = known;
  const duplicates = new Set(model.hypotheses.filter((one) => one.duplicate).map((one) => one.name));
  const { clusterOf } = truth;
  if (complete || clusterOf !== null) {
    const pairs = same.filter(({ hypothesis }) => duplicates.has(hypothesis ?? ''));
    const trueKeys = new Set(pairs.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
    const isKnown = (i: number): boolean => complete || clusterOf?.has(collection.ids[i] ?? '') === true;
    const calibrated = calibrate(model, collection, (a, b) =>
      trueKeys.has(`${a} ${b}`) ? true : isKnown(a) && isKnown(b) ? false : null,
    );
    // Without a curve, the weights alone determine how likely a pair is, so the prior must be learned, too.
    const isBare = calibrated.hypotheses.length === 1 && calibrated.hypotheses[0]?.calibration.length === 0;
    const fitted = isBare ? learnPrior(calibrated, collection) : calibrated;
    return { model: fitted, how: fittedTo('all pairs of the records in the truth file', fitted) };
  }
  const withPrior = model.hypotheses.length === 1 ? learnPrior(model, collection) : model;
  if (apart.length === 0) {
    const how =
      'probabilities not fitted: the truth file does not say which pairs are not true (use --complete if all others are not)';
    return { model: withPrior, how };
  }
  const fitted = withCurves(withPrior, collection, [...same, ...apart]);
  return { model: fitted, how: fittedTo('the pairs in the truth file', fitted) };
}

/**
 * Describes which probabilities were fitted. A hypothesis with too few pairs keeps the probabilities that follow from
 * its weights.
 */
function fittedTo(what: string, { hypotheses }: Model): string {
  const duplicates = hypotheses.filter((one) => one.duplicate);
  const fitted = duplicates.filter((one) => one.calibration.length > 0);
  const few = `this needs at least ${LEAST_OF_A_CURVE} pairs, and there are fewer`;
  if (fitted.length === 0) return `probabilities not fitted to ${what}: ${few}`;
  const names = (some: typeof hypotheses) => some.map((one) => one.name).join(' and ');
  const others = duplicates.filter((one) => !fitted.includes(one));
  if (others.length === 0) return `probabilities fitted to ${what}`;
  return `probabilities of ${names(fitted)} fitted to ${what}, but not of ${names(others)}: ${few}`;
}
