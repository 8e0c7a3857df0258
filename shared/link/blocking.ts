import { readItems } from './comparators/items.ts';
import { createTokenizer } from './comparators/tokens.ts';
import type { KeyPart, Model } from './model.ts';
import type { Values } from './records.ts';
import { countKey, type Statistics } from './statistics.ts';
import { type HashKey, hash32, hash52, soundex } from './text.ts';

const HOUR = 3_600_000;
const METRES_PER_DEGREE = 111_195;
/** Keys of one part of one rule: a text of 10,000 words shall not make 10,000 keys. */
const MOST_KEYS = 32;

/**
 * Makes the keys by which records meet. Each is a hash of 52 bits that carries its rule, so that a telephone number
 * never meets a serial number; under a secret key it says nothing about the value to who reads the index alone.
 */
export function createBlocker(model: Model, secret: HashKey = [0, 0]) {
  const parts = model.blocking.map((rule) => rule.key.map((part) => createPart(model, part)));
  /** The keys of a record by the order of the rules. */
  const keysByRule = (values: Values, statistics: Statistics): number[][] =>
    model.blocking.map((rule, i) => {
      let texts: string[] = [rule.name];
      for (const part of parts[i] ?? []) {
        const found = part(values, statistics);
        texts = texts.flatMap((text) => found.map((one) => `${text}\u0000${one}`));
        if (texts.length > MOST_KEYS) texts.length = MOST_KEYS;
      }
      return [...new Set(texts.map((text) => withRule(hash52(text, secret), i)))];
    });
  return {
    keysByRule,
    keys: (values: Values, statistics: Statistics): number[] => keysByRule(values, statistics).flat(),
  };
}

/** A key carries its rule in its lowest four bits. */
const RULES = 16;
const withRule = (hash: number, rule: number): number => hash - (hash % RULES) + rule;
export const ruleOf = (key: number): number => key % RULES;

type Part = (values: Values, statistics: Statistics) => string[];

function createPart(model: Model, part: KeyPart): Part {
  if ('comparison' in part) return textPart(model, part);
  const field = model.fields.findIndex((one) => one.name === part.field);
  const make = valuePart(part);
  return (values) => {
    const value = values[field] ?? '';
    return value === '' ? [] : make(value);
  };
}

function valuePart(part: Extract<KeyPart, { field: string }>): (value: string) => string[] {
  switch (part.as) {
    case 'value':
      return (value) => [value];
    case 'soundex':
      return (value) => [soundex(value)];
    case 'each':
      return (value) => [...new Set(value.split(' '))].slice(0, MOST_KEYS);
    case 'prefix':
      return (value) => [value.slice(0, part.length)];
    case 'serials':
      return (value) => [...new Set(readItems(value).map((one) => one.serial))].filter((one) => one !== '');
    case 'span':
      return (value) => onTwoGrids(Number(value) / HOUR / (2 * part.hours));
    case 'cell':
      return (value) => {
        const [lat = 0, lon = 0] = value.split(',').map(Number);
        const side = (2 * part.metres) / METRES_PER_DEGREE;
        const y = onTwoGrids(lat / side);
        // Meridians lie closer together towards the poles; one value of it for each belt of a degree keeps cells fixed.
        const belt = Math.round(lat);
        const x = onTwoGrids((lon * Math.cos((belt * Math.PI) / 180)) / side);
        return y.flatMap((one) => x.map((other) => `${one} ${other} ${belt}`));
      };
  }
}

/** Two grids, half a cell apart: what is nearer than half a cell shares a cell on one of them. */
const onTwoGrids = (at: number): string[] => [`a${Math.floor(at)}`, `b${Math.floor(at + 0.5)}`];

function textPart(model: Model, part: Extract<KeyPart, { comparison: string }>): Part {
  const options = model.comparisons.find((one) => one.name === part.comparison);
  if (options?.kind !== 'tokens') return () => [];
  const fields = options.fields.map((name) => model.fields.findIndex((one) => one.name === name));
  const tokensOf = createTokenizer({ ...options, bigrams: options.bigrams && part.as === 'rarest' });
  const tokens = (values: Values) => tokensOf(fields.map((i) => values[i] ?? ''));
  if (part.as === 'rarest')
    return (values, statistics) =>
      [...new Set(tokens(values))]
        .map((word) => ({ word, times: statistics.counts.get(countKey(options.name, word)) ?? 0 }))
        .sort((a, b) => a.times - b.times || (a.word < b.word ? -1 : 1))
        .slice(0, part.count)
        .map((one) => one.word);
  return (values) => minHash(withNeighbours(tokens(values)), part.bands, part.rows);
}

/** Hashes of the words of a text, and of each two that follow each other. */
function withNeighbours(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, 2 * words.length - 1));
  for (let i = 0; i < words.length; i++) hashes[i] = hash32(words[i] ?? '');
  for (let i = 1; i < words.length; i++)
    hashes[words.length + i - 1] = Math.imul(hashes[i - 1] ?? 0, 0x9e3779b1) ^ (hashes[i] ?? 0);
  return hashes;
}

/** Bands of the least hashes of a text (Broder 1997): alike texts share a band. Fewer than three words say nothing. */
function minHash(hashes: Uint32Array, bands: number, rows: number): string[] {
  if (hashes.length < 5) return [];
  const keys: string[] = [];
  for (let band = 0; band < bands; band++) {
    let key = String(band);
    for (let row = 0; row < rows; row++) {
      const mix = Math.imul(band * rows + row + 1, 0x9e3779b1);
      let least = 0xffffffff;
      for (const hash of hashes) {
        let mixed = Math.imul(hash ^ mix, 0x85ebca6b);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
        if (mixed < least) least = mixed;
      }
      key += ` ${least}`;
    }
    keys.push(key);
  }
  return keys;
}
