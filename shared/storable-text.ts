import { type FieldError, plainFault } from './field-error.ts';

/**
 * Finds strings that PostgreSQL can't store: those with a NUL or an unpaired surrogate. Call it only with values that
 * passed a schema, so that their depth is bounded.
 */
export function findUnstorableText(value: unknown, path = ''): FieldError[] {
  if (typeof value === 'string') {
    return value.isWellFormed() && !value.includes('\0') ? [] : [plainFault(path, 'unstorable')];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    findUnstorableText(inner, path === '' ? key : `${path}.${key}`),
  );
}

/**
 * Characters that change the direction of the text after them, so that a name or address could read differently on
 * screen and on paper. Arabic and Hebrew text doesn't need them, because its letters have their own direction.
 */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Removes the characters in `DIRECTIONS` from a text. */
export const withoutDirections = (text: string): string => text.replace(DIRECTIONS, '');

/** Removes the characters in `DIRECTIONS` from every string in a value that passed a schema. */
export function withoutDirectionsIn<T>(value: T): T {
  if (typeof value === 'string') return withoutDirections(value) as T;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutDirectionsIn) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutDirectionsIn(inner)])) as T;
}

/**
 * Removes control characters and characters that change the direction of text, which pasted text may contain. Also
 * removes lone surrogates, which faulty programs produce. People can't see any of these and so couldn't remove them,
 * and PostgreSQL can't store some of them. All line endings become `\n`.
 */
export function visible(text: string): string {
  const lines = text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  return withoutDirections(lines.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ''));
}

/** The visible characters of a text, on one line. @param between joins the lines. */
export const visibleLine = (text: string, between = ' '): string =>
  visible(text)
    .trim()
    .replace(/,?\s*\n+\s*/g, (end) => (end.startsWith(',') ? ', ' : between))
    .replace(/\t+/g, ' ');
