import { type FieldError, plainFault } from '#shared/field-error.ts';

/**
 * Texts that PostgreSQL cannot keep: those with a NUL, and those with half of a surrogate pair. Asked of values that
 * a schema has passed, so that their depth is bounded.
 */
export function unkeepable(value: unknown, path = ''): FieldError[] {
  if (typeof value === 'string') {
    return value.isWellFormed() && !value.includes('\0') ? [] : [plainFault(path, 'unstorable')];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => unkeepable(inner, path === '' ? key : `${path}.${key}`));
}
