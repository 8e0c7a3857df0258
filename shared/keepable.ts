import { type FieldError, plainFault } from './field-error.ts';

/**
 * Finds strings that PostgreSQL can't store: those with a NUL or an unpaired surrogate. Call it only with values that
 * passed a schema, so that their depth is bounded.
 */
export function unkeepable(value: unknown, path = ''): FieldError[] {
  if (typeof value === 'string') {
    return value.isWellFormed() && !value.includes('\0') ? [] : [plainFault(path, 'unstorable')];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => unkeepable(inner, path === '' ? key : `${path}.${key}`));
}

/**
 * Characters that turn the direction of what follows, so that a name or an address reads otherwise on the desk than on
 * paper. Arabic and Hebrew need none of them: each letter has its direction.
 */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Removes them from a text. */
export const withoutDirections = (text: string): string => text.replace(DIRECTIONS, '');

/** Removes them from every text of a value that passed a schema. */
export function withoutDirectionsIn<T>(value: T): T {
  if (typeof value === 'string') return withoutDirections(value) as T;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutDirectionsIn) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutDirectionsIn(inner)])) as T;
}
