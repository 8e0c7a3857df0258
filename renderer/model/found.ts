import { parseSearch, type Term, type TextField } from '#shared/domain/search.ts';

/** Maximum number of characters of a text that are searched for matches. */
const LONGEST = 200_000;
const PLAIN = /^[\0-\x7f]*$/;

/** Normalizes text for search. `from` maps each character to its original offset; null if the offsets are identical. */
function folded(text: string): { text: string; from: number[] | null } {
  if (PLAIN.test(text)) return { text: text.slice(0, LONGEST).toLowerCase(), from: null };
  const from: number[] = [];
  let out = '';
  let at = 0;
  for (const sign of text.slice(0, LONGEST)) {
    const plain = sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (let n = 0; n < plain.length; n += 1) from.push(at);
    out += plain;
    at += sign.length;
  }
  from.push(at);
  return { text: out, from };
}

/**
 * Returns patterns that find the search terms in normalized text, keyed by the part of the report that the terms are
 * limited to; the key is null for terms that may match any part.
 */
export function finders(search: string): ReadonlyMap<TextField | null, RegExp> {
  const parts = new Map<TextField | null, string[]>();
  for (const term of parseSearch(search).terms) {
    const part = partOf(term);
    if (part !== null) parts.set(term.field, [...(parts.get(term.field) ?? []), part]);
  }
  return new Map(
    [...parts].map(([field, all]) => [field, new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})`, 'gu')]),
  );
}

function partOf({ text, prefix }: Term): string | null {
  const words = folded(text).text.match(/[\p{L}\p{N}]+/gu);
  if (words === null) return null;
  const goesOn = prefix && (words.at(-1)?.length ?? 0) > 1;
  return `${words.join('[^\\p{L}\\p{N}]+')}${goesOn ? '' : '(?![\\p{L}\\p{N}])'}`;
}

/** Positions of matches in a text, as [start, end) offsets into the original text. */
export function foundIn(text: string, words: RegExp): [start: number, end: number][] {
  const plain = folded(text);
  return [...plain.text.matchAll(words)].map(({ index, 0: hit }) => [
    plain.from === null ? index : (plain.from[index] ?? 0),
    plain.from === null ? index + hit.length : (plain.from[index + hit.length] ?? text.length),
  ]);
}
