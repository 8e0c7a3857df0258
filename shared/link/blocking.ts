import { readItems } from './comparators/items.ts';
import { createTokenHasher, createTokenizer } from './comparators/tokens.ts';
import type { KeyPart, Model } from './model.ts';
import { streetsOf } from './normalize.ts';
import type { Values } from './records.ts';
import { countKey, type Statistics } from './statistics.ts';
import { beginHash, continueHash, endHash, type Hashing, type HashKey, soundex } from './text.ts';
import { hashOfTwo } from './words.ts';

const HOUR = 3_600_000;
const METERS_PER_DEGREE = 111_195;
/** Maximum number of keys for each part of a rule, so that a text of 10,000 words doesn't produce 10,000 keys. */
const MOST_KEYS = 32;

/**
 * Computes the blocking keys that select candidate pairs. Each key is a 52-bit hash that includes its rule, so that a
 * phone number never matches a serial number. Keys of neighboring places and times start with the same bits, so that
 * one record's keys are close together in the index. This matters because reading and decrypting index pages costs more
 * than anything else. With a secret hash key, the index alone reveals only who is near whom.
 */
export function createBlocker(model: Model, secret: HashKey = [0, 0]) {
  const rules = model.blocking.map((rule) => ({
    begin: continueHash(beginHash(secret), rule.name),
    parts: rule.key.map((part) => createPart(model, part)),
  }));
  /** A record's blocking keys, grouped by rule in the model's order. */
  const keysByRule = (values: Values, statistics: Statistics): number[][] =>
    rules.map(({ begin, parts }, rule) => {
      let hashings: PartialHashes[] = [{ full: begin, near: begin }];
      for (const part of parts) {
        const found = part(values, statistics);
        const longer: PartialHashes[] = [];
        for (const { full, near } of hashings) {
          if (longer.length >= MOST_KEYS) break;
          const fuller = continueHash(full, '\u0000');
          const nearer = full === near ? fuller : continueHash(near, '\u0000');
          for (const one of found) {
            const { value, near: about } = typeof one === 'string' ? { value: one, near: one } : one;
            const next = continueHash(fuller, value);
            longer.push({
              full: next,
              near: nearer === fuller && about === value ? next : continueHash(nearer, about),
            });
          }
        }
        if (longer.length > MOST_KEYS) longer.length = MOST_KEYS;
        hashings = longer;
      }
      const keys = hashings.map((so) => withRule(hashOf(so), rule));
      return keys.length < 2 ? keys : Array.from(new Set(keys));
    });
  return {
    keysByRule,
    keys: (values: Values, statistics: Statistics): number[] => keysByRule(values, statistics).flat(),
  };
}

/** The lowest four bits of a key hold the index of its rule. */
const RULES = 16;
const withRule = (hash: number, rule: number): number => hash - (hash % RULES) + rule;
export const ruleOf = (key: number): number => key % RULES;

/** The unfinished hashes of the values and of the neighborhoods they are in. */
type PartialHashes = { full: Hashing; near: Hashing };
/** The lowest bits of a key distinguish the values in one neighborhood; the higher bits identify the neighborhood. */
const NEAR = 2 ** 28;
function hashOf({ full, near }: PartialHashes): number {
  const hash = endHash(full);
  if (near === full) return hash;
  const neighborhood = endHash(near);
  return neighborhood - (neighborhood % NEAR) + (hash % NEAR);
}

/** A grid cell, and the larger cell that contains it. */
type Cell = { value: string; near: string };
type Part = (values: Values, statistics: Statistics) => readonly (string | Cell)[];

function createPart(model: Model, part: KeyPart): Part {
  if ('comparison' in part) return textPart(model, part);
  const field = model.fields.findIndex((one) => one.name === part.field);
  const make = valuePart(part);
  return (values) => {
    const value = values[field] ?? '';
    return value === '' ? [] : make(value);
  };
}

function valuePart(part: Extract<KeyPart, { field: string }>): (value: string) => readonly (string | Cell)[] {
  switch (part.as) {
    case 'value':
      return (value) => [value];
    case 'soundex':
      return (value) => [soundex(value)];
    case 'each':
      return (value) => [...new Set(value.split(' '))].slice(0, MOST_KEYS);
    case 'streets':
      return streetsOf;
    case 'prefix':
      return (value) => [value.slice(0, part.length)];
    case 'serials':
      return (value) => [...new Set(readItems(value).map((one) => one.serial))].filter((one) => one !== '');
    case 'span':
      return (value) => onTwoGrids(Number(value) / HOUR / (2 * part.hours), SPANS);
    case 'cell':
      return (value) => {
        const [lat = 0, lon = 0] = value.split(',').map(Number);
        const side = (2 * part.meters) / METERS_PER_DEGREE;
        const y = onTwoGrids(lat / side, CELLS);
        // Meridians converge toward the poles. All points in a one-degree belt of latitude share one longitude scale,
        // so that cell boundaries are fixed.
        const belt = Math.round(lat);
        const x = onTwoGrids((lon * Math.cos((belt * Math.PI) / 180)) / side, CELLS);
        return y.flatMap((one) =>
          x.map((other) => ({
            value: `${one.value} ${other.value} ${belt}`,
            near: `${one.near} ${other.near} ${belt}`,
          })),
        );
      };
  }
}

/** How many grid cells, and how many time spans, make up one neighborhood. */
const CELLS = 4;
const SPANS = 32;

/** Two grids, offset by half a cell: values less than half a cell apart share a cell on at least one of them. */
const onTwoGrids = (at: number, cells: number): Cell[] =>
  [0, 0.5].map((offset) => {
    const cell = Math.floor(at + offset);
    return { value: `${offset}:${cell}`, near: String(Math.floor(cell / cells)) };
  });

function textPart(model: Model, part: Extract<KeyPart, { comparison: string }>): Part {
  const options = model.comparisons.find((one) => one.name === part.comparison);
  if (options?.kind !== 'tokens') return () => [];
  const fields = options.fields.map((name) => model.fields.findIndex((one) => one.name === name));
  const textsOf = (values: Values) => fields.map((i) => values[i] ?? '');
  if (part.as === 'minhash') {
    const hashesOf = createTokenHasher({ ...options, bigrams: false });
    return (values) => minHash(withNeighbours(hashesOf(textsOf(values))), part.bands, part.rows);
  }
  const tokensOf = createTokenizer(options);
  return (values, statistics) =>
    [...new Set(tokensOf(textsOf(values)))]
      .map((word) => ({ word, times: statistics.counts.get(countKey(options.name, word)) ?? 0 }))
      .sort((a, b) => a.times - b.times || (a.word < b.word ? -1 : 1))
      .slice(0, part.count)
      .map((one) => one.word);
}

/** Hashes of a text's words and of each pair of adjacent words. */
function withNeighbours(words: readonly number[]): readonly number[] {
  const hashes = [...words];
  for (let i = 1; i < words.length; i++) hashes.push(hashOfTwo(words[i - 1] ?? 0, words[i] ?? 0));
  return hashes;
}

/**
 * MinHash bands of a text (Broder 1997): similar texts are likely to share a band. Texts of fewer than three words get
 * no bands.
 */
function minHash(hashes: readonly number[], bands: number, rows: number): string[] {
  if (hashes.length < 5) return [];
  const keys: string[] = [];
  for (let band = 0; band < bands; band++) {
    let key = String(band);
    for (let row = 0; row < rows; row++) key += ` ${leastOf(hashes, band * rows + row + 1)}`;
    keys.push(key);
  }
  return keys;
}

/** The smallest hash after applying one of many permutations: multiplying by an odd number and adding a constant. */
function leastOf(hashes: readonly number[], permutation: number): number {
  const times = Math.imul(permutation, 0x9e3779b2) | 1;
  const plus = Math.imul(permutation, 0x85ebca6b);
  let least = 0x7fffffff;
  for (let i = 0; i < hashes.length; i++) {
    const mixed = (Math.imul(hashes[i] ?? 0, times) + plus) | 0;
    if (mixed < least) least = mixed;
  }
  return least;
}
