import { nouns } from './nouns.ts';
import { hashOfPart, stemEnd } from './text.ts';

/**
 * Which words are used: their minimum length, whether they are stemmed, and whether two words for one thing count as
 * one.
 */
export type WordOptions = { shortest: number; stem: boolean; nouns: boolean };

const splitters = new Map<string, ReturnType<typeof createSplitter>>();

/** Returns a splitter for space-separated words. Callers with the same options share one. */
export function splitterFor({ shortest, stem, nouns: asOne }: WordOptions): ReturnType<typeof createSplitter> {
  const name = `${shortest} ${stem} ${asOne}`;
  const known = splitters.get(name);
  if (known !== undefined) return known;
  const made = createSplitter({ shortest, stem, nouns: asOne });
  splitters.set(name, made);
  return made;
}

function createSplitter({ shortest, stem, nouns: asOne }: WordOptions) {
  const end = (value: string, from: number, to: number): number => (stem ? stemEnd(value, from, to) : to);
  const stemOf = (word: string): string => word.slice(0, end(word, 0, word.length));
  const hashOf = (word: string): number => hashOfPart(word, 0, word.length);
  const words = new Map(asOne ? nouns().map(([word, first]) => [stemOf(word), stemOf(first)]) : []);
  const hashesOf = new Map(Array.from(words, ([word, first]) => [hashOf(word), hashOf(first)]));

  /** Calls `found` with each word's start and end. */
  const each = (value: string, found: (from: number, to: number) => void): void => {
    for (let from = 0; from < value.length; ) {
      let to = value.indexOf(' ', from);
      if (to < 0) to = value.length;
      if (to > from && to - from >= shortest) found(from, end(value, from, to));
      from = to + 1;
    }
  };
  let last = '';
  let hashes: readonly number[] = [];
  return {
    words: (value: string): string[] => {
      const split: string[] = [];
      each(value, (from, to) => {
        const word = value.slice(from, to);
        split.push(words.get(word) ?? word);
      });
      return split;
    },
    /**
     * The hashes of the words. The last result is cached, because comparisons and blocking keys use the same value one
     * after another.
     */
    hashes: (value: string): readonly number[] => {
      if (value === last) return hashes;
      const found: number[] = [];
      each(value, (from, to) => {
        const hash = hashOfPart(value, from, to);
        found.push(hashesOf.get(hash) ?? hash);
      });
      last = value;
      hashes = found;
      return found;
    },
  };
}

/** One hash for two adjacent words. */
export const hashOfTwo = (first: number, second: number): number => Math.imul(first, 0x9e3779b1) ^ second;
