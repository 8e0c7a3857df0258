import type { Comparator } from './comparators/comparator.ts';
import { Unpacker } from './pack.ts';

/**
 * A record's packed features in two parts: `head` has the short ones, which are enough to reject or accept most pairs;
 * `rest` has the words of its text fields, which are long and rarely needed.
 */
export type PackedFeatures = { head: Uint8Array; rest: Uint8Array };

/** How a record's features are packed: the comparators in order, and which of their features are in `rest`. */
export type Layout = { comparators: readonly Comparator<unknown>[]; inRest: readonly boolean[] };

type Source = { layout: Layout; head: Uint8Array; at: number; rest: () => Uint8Array };

const unpacker = new Unpacker();

/** A record's features in comparison order, computed once. Packed features are unpacked on first use. */
export class Features {
  private readonly known: unknown[];
  private readonly source: Source | null;
  /** `rest` is fetched only once, because three comparisons use it. */
  private rest: Uint8Array | null = null;

  /**
   * @param known one entry per comparison: null when the record has no value, undefined while the feature is still
   * packed.
   */
  constructor(known: unknown[], source: Source | null = null) {
    this.known = known;
    this.source = source;
  }

  /** The feature for one comparison; null when the record has no value. */
  get(comparison: number): unknown {
    const known = this.known[comparison];
    return known === undefined ? this.read(comparison) : known;
  }

  private read(comparison: number): unknown {
    let read: unknown = null;
    if (this.source !== null) {
      const { layout, head, at, rest } = this.source;
      const inRest = layout.inRest[comparison] === true;
      if (inRest) unpacker.open((this.rest ??= rest()), 0);
      else unpacker.open(head, at);
      for (let i = 0; i < comparison; i++) if (layout.inRest[i] === inRest) unpacker.skip();
      if (unpacker.whole() > 0) read = layout.comparators[comparison]?.unpack(unpacker) ?? null;
    }
    this.known[comparison] = read;
    return read;
  }
}

/** For a missing record: no comparison has a value. */
export const NO_FEATURES = new Features([]);
