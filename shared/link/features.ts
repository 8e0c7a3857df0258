import type { Comparator } from './comparators/comparator.ts';
import { Unpacker } from './pack.ts';

/**
 * A record's features in two parts: what is short and mostly settles a pair, and the words of its texts, which are long
 * and seldom asked for.
 */
export type PackedFeatures = { head: Uint8Array; rest: Uint8Array };

/** Where the features of a kind of record lie: the comparators by their order, and which of them are in the rest. */
export type Layout = { comparators: readonly Comparator<unknown>[]; inRest: readonly boolean[] };

type Source = { layout: Layout; head: Uint8Array; at: number; rest: () => Uint8Array };

const unpacker = new Unpacker();

/** What is worked out once for each record, by the order of the comparisons. Each is unpacked when it is asked for. */
export class Features {
  private readonly known: unknown[];
  private readonly source: Source | null;
  /** The rest is asked for once: three comparisons look into it. */
  private rest: Uint8Array | null = null;

  /** @param known null where the record says nothing, undefined where it still lies packed. */
  constructor(known: unknown[], source: Source | null = null) {
    this.known = known;
    this.source = source;
  }

  /** The feature of one comparison; null where the record says nothing. */
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

/** Of a record that is not there: it says nothing. */
export const NO_FEATURES = new Features([]);
