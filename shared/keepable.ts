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
