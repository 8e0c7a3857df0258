import type { FieldError } from '#shared/field-error.ts';
import { fieldSentence } from '../wording/error-words.ts';

/** The policy in a draft, as typed, so it may not match the policy's schema yet. */
export type Doc = Readonly<Record<string, unknown>>;

/** The value at a dotted path, such as `reasons.0.title.en`; undefined if there is none. */
export function valueAt(doc: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => Object(inner)[key], doc);
}

export const textAt = (doc: unknown, path: string): string => {
  const value = valueAt(doc, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export function listAt(doc: unknown, path: string): readonly unknown[] {
  const value = valueAt(doc, path);
  return Array.isArray(value) ? value : [];
}

/** Returns a copy with one value replaced. Paths come from this page's own fields. */
export function withValue(doc: Doc, path: string, value: unknown): Doc {
  return put(doc, path.split('.'), value) as Doc;
}

function put(value: unknown, [key, ...rest]: readonly string[], what: unknown): unknown {
  if (key === undefined) return what;
  if (Array.isArray(value)) return value.with(Number(key), put(value[Number(key)], rest, what));
  const object = Object(value) as Record<string, unknown>;
  return { ...object, [key]: put(object[key], rest, what) };
}

/** The problem at or below a path; undefined if there is none. */
export function problemUnder(faults: readonly FieldError[], path: string): string | undefined {
  const found = faults.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  return found.length === 0 ? undefined : [...new Set(found.map(fieldSentence))].join(' ');
}

/**
 * Joins a letter's paragraphs into one text for editing, with empty lines between them; `splitParagraphs` reverses
 * this.
 */
export const joinParagraphs = (paragraphs: readonly unknown[]): string => paragraphs.map(String).join('\n\n');
export const splitParagraphs = (text: string): string[] =>
  text
    .split(/\n[ \t]*\n\s*/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Digits become a number; anything else stays as typed, so that the check can refuse it and nothing typed is lost. */
export const numberTyped = (text: string): number | string | null =>
  text.trim() === '' ? null : /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : text;

/** Dollars become cents; anything else stays as typed. */
export function dollarsTyped(text: string): number | string | null {
  const typed = text.trim().replace(/^\$/, '').replaceAll(',', '');
  if (typed === '') return null;
  return /^\d{1,9}(?:\.\d\d)?$/.test(typed) ? Math.round(Number(typed) * 100) : text;
}
export const dollarsOf = (value: unknown): string =>
  typeof value === 'number' ? (value / 100).toFixed(value % 100 === 0 ? 0 : 2) : typeof value === 'string' ? value : '';

/** A path with list indexes replaced by the entries' codes; unchanged where there is no code. */
export function namedPath(doc: unknown, path: string): string {
  const [list = '', place = '', ...rest] = path.split('.');
  const code = textAt(doc, `${list}.${place}.code`);
  return code === '' ? path : [list, code, ...rest].join('.');
}
