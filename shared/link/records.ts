import { NULL_LEVEL } from './comparators/comparator.ts';
import { type Comparing, createComparator } from './comparators/index.ts';
import { Features, type Layout, type PackedFeatures } from './features.ts';
import type { Model } from './model.ts';
import { normalize } from './normalize.ts';
import { Packer } from './pack.ts';
import { count, type Statistics } from './statistics.ts';

/** A raw record with a string for each column; a missing column is unknown. */
export type Row = Readonly<Record<string, string | null | undefined>>;
/** Normalized values in the order of the model's fields; '' is unknown. */
export type Values = readonly string[];
export type Reader = ReturnType<typeof createReader>;

/** The level of two features, either of which may be unknown. */
export function levelOf(comparator: Comparing | undefined, left: unknown, right: unknown): number {
  if (comparator === undefined) return NULL_LEVEL;
  if (left !== null && right !== null) return comparator.level(left, right);
  return left === right ? NULL_LEVEL : comparator.missing;
}

/**
 * Whether a comparison is of whole texts, whose features are long. Vocabulary words and license plates don't count,
 * because they are as short as a name and often sufficient.
 */
function isLong({ fields }: Model, one: Model['comparisons'][number]): boolean {
  if (one.kind !== 'tokens' || one.vocabulary.length > 0) return false;
  return one.fields.some((name) => fields.find((field) => field.name === name)?.normalize !== 'plates');
}

/**
 * Converts records as the model defines: columns to values, values to features, and the features of a pair to levels.
 */
export function createReader(model: Model) {
  const unknown = model.fields.map((one) => new Set(one.unknown));
  const fieldAt = new Map(model.fields.map((one, i) => [one.name, i]));
  const comparators = model.comparisons.map(createComparator);
  const used = model.comparisons.map((one) => one.fields.map((field) => fieldAt.get(field) ?? -1));
  const pick = (values: Values, comparison: number): string[] =>
    (used[comparison] ?? []).map((field) => values[field] ?? '');
  const layout: Layout = { comparators, inRest: model.comparisons.map((one) => isLong(model, one)) };
  const unread: unknown[] = comparators.map(() => undefined);
  const head = new Packer();
  const rest = new Packer();

  return {
    comparators,
    /** @param row contains a string for each column that the model's fields use. */
    values: (row: Row): Values =>
      model.fields.map((field, i) => {
        const value = normalize(
          field.normalize,
          field.columns.map((column) => row[column] ?? ''),
        );
        return unknown[i]?.has(value) ? '' : value;
      }),
    count: (values: Values, statistics: Statistics): void => {
      for (const [i, comparator] of comparators.entries()) {
        const counted = comparator.counted(pick(values, i));
        if (counted !== null) count(statistics, model.comparisons[i]?.name ?? '', counted);
      }
    },
    /** The keys that `count` would increment, for statistics that are stored elsewhere. */
    counted: (values: Values): { comparison: string; keys: readonly number[] }[] =>
      comparators.flatMap((comparator, i) => {
        const keys = comparator.counted(pick(values, i));
        return keys === null ? [] : [{ comparison: model.comparisons[i]?.name ?? '', keys }];
      }),
    features: (values: Values, statistics: Statistics): Features =>
      new Features(comparators.map((comparator, i) => comparator.prepare(pick(values, i), statistics))),
    /** Writes the level of each comparison to `into`. */
    levels: (a: Features, b: Features, into: Int8Array): void => {
      for (let i = 0; i < comparators.length; i++) into[i] = levelOf(comparators[i], a.get(i), b.get(i));
    },
    /** Each feature is prefixed with its length; length 0 means that there is no feature. */
    pack: (features: Features): PackedFeatures => {
      for (const [i, comparator] of comparators.entries()) {
        const feature = features.get(i);
        const into = layout.inRest[i] === true ? rest : head;
        into.sized(() => feature === null || comparator.pack(feature, into));
      }
      return { head: head.take(), rest: rest.take() };
    },
    /**
     * @param rest returns the second part of the features. Called only when a pair needs that part.
     * @param at where the record starts in `head`.
     */
    unpack: (head: Uint8Array, rest: () => Uint8Array, at = 0): Features =>
      new Features(unread.slice(), { layout, head, at, rest }),
  };
}
