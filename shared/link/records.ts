import { type Comparator, NULL_LEVEL } from './comparators/comparator.ts';
import { createComparator } from './comparators/index.ts';
import type { Model } from './model.ts';
import { normalise } from './normalise.ts';
import { Packer, Unpacker } from './pack.ts';
import { count, type Statistics } from './statistics.ts';

/** A record as it comes: a text for each column; a missing one is unknown. */
export type Row = Readonly<Record<string, string | null | undefined>>;
/** Normalised values by the order of the model's fields; '' is unknown. */
export type Values = readonly string[];
/** What is worked out once for each record, by the order of the comparisons; null where it says nothing. */
export type Features = unknown[];

/** A feature that still lies packed: most are never asked for, because what came before them settled it. */
class Packed {
  private readonly comparator: Comparator<unknown>;
  private readonly from: Unpacker;
  private readonly at: number;

  constructor(comparator: Comparator<unknown>, from: Unpacker, at: number) {
    this.comparator = comparator;
    this.from = from;
    this.at = at;
  }

  read(): unknown {
    this.from.goTo(this.at);
    return this.comparator.unpack(this.from);
  }
}

/** One feature of a record; null where it says nothing. */
export function readFeature(features: Features, at: number): unknown {
  const one = features[at];
  if (!(one instanceof Packed)) return one ?? null;
  const read = one.read();
  features[at] = read;
  return read;
}

export type Reader = ReturnType<typeof createReader>;

/** Reads records by a model: columns to values to features, and features to the levels of a pair. */
export function createReader(model: Model) {
  const unknown = model.fields.map((one) => new Set(one.unknown));
  const fieldAt = new Map(model.fields.map((one, i) => [one.name, i]));
  const comparators = model.comparisons.map(createComparator);
  const used = model.comparisons.map((one) => one.fields.map((field) => fieldAt.get(field) ?? -1));
  const pick = (values: Values, comparison: number): string[] =>
    (used[comparison] ?? []).map((field) => values[field] ?? '');
  const packer = new Packer();
  const one = new Packer();

  return {
    comparators,
    /** @param row has a text for each column that the fields name. */
    values: (row: Row): Values =>
      model.fields.map((field, i) => {
        const value = normalise(
          field.normalise,
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
    /** The keys under which `count` counts, for statistics that are kept elsewhere. */
    counted: (values: Values): { comparison: string; keys: readonly number[] }[] =>
      comparators.flatMap((comparator, i) => {
        const keys = comparator.counted(pick(values, i));
        return keys === null ? [] : [{ comparison: model.comparisons[i]?.name ?? '', keys }];
      }),
    features: (values: Values, statistics: Statistics): Features =>
      comparators.map((comparator, i) => comparator.prepare(pick(values, i), statistics)),
    /** Fills `into` with the level of each comparison. */
    levels: (a: Features, b: Features, into: Int8Array): void => {
      for (let i = 0; i < comparators.length; i++) {
        const left = readFeature(a, i);
        const right = readFeature(b, i);
        into[i] = left === null || right === null ? NULL_LEVEL : (comparators[i]?.level(left, right) ?? NULL_LEVEL);
      }
    },
    /** Each feature with its length before it, 0 where there is none. */
    pack: (features: Features): Uint8Array => {
      for (const [i, comparator] of comparators.entries()) {
        const feature = readFeature(features, i);
        if (feature !== null) comparator.pack(feature, one);
        packer.bytes(one.take());
      }
      return packer.take();
    },
    unpack: (bytes: Uint8Array): Features => {
      const from = new Unpacker(bytes);
      return comparators.map((comparator) => {
        const length = from.whole();
        const at = from.skip(length);
        return length === 0 ? null : new Packed(comparator, from, at);
      });
    },
  };
}
