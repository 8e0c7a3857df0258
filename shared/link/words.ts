import { hashOfPart, stemEnd } from './text.ts';

/** Which words are used: their minimum length, and whether they are stemmed. */
export type WordOptions = { shortest: number; stem: boolean };

const splitters = new Map<string, ReturnType<typeof createSplitter>>();

/** Returns a splitter for space-separated words. Callers with the same options share one. */
export function splitterFor({ shortest, stem }: WordOptions): ReturnType<typeof createSplitter> {
  const name = `${shortest} ${stem}`;
  const known = splitters.get(name);
  if (known !== undefined) return known;
  const made = createSplitter({ shortest, stem });
  splitters.set(name, made);
  return made;
}

function createSplitter({ shortest, stem }: WordOptions) {
  /** Calls `found` with each word's start and end. */
  const each = (value: string, found: (from: number, to: number) => void): void => {
    for (let from = 0; from < value.length; ) {
      let to = value.indexOf(' ', from);
      if (to < 0) to = value.length;
      if (to > from && to - from >= shortest) found(from, stem ? stemEnd(value, from, to) : to);
      from = to + 1;
    }
  };
  let last = '';
  let hashes: readonly number[] = [];
  return {
    words: (value: string): string[] => {
      const words: string[] = [];
      each(value, (from, to) => words.push(value.slice(from, to)));
      return words;
    },
    /**
     * The hashes of the words. The last result is cached, because comparisons and blocking keys use the same value one
     * after another.
     */
    hashes: (value: string): readonly number[] => {
      if (value === last) return hashes;
      const found: number[] = [];
      each(value, (from, to) => found.push(hashOfPart(value, from, to)));
      last = value;
      hashes = found;
      return found;
    },
  };
}

/** One hash for two adjacent words. */
export const hashOfTwo = (first: number, second: number): number => Math.imul(first, 0x9e3779b1) ^ second;
