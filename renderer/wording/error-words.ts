import type { ErrorShape } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { say } from '../t.ts';

/** What went wrong, in the officer's language. */
export const errorSentence = ({ code, detail }: Pick<ErrorShape, 'code' | 'detail'>): string =>
  detail === null ? say('errors', { code, params: {} }) : say('errors.detail', detail);

/** A field's error message, in the officer's language. */
export const fieldSentence = ({ detail }: Pick<FieldError, 'detail'>): string => say('field-errors', detail);

/** The error message for the field at this path; undefined if it has no error. */
export function problemAt(fields: readonly FieldError[], path: string): string | undefined {
  const found = fields.find((one) => one.path === path);
  return found && fieldSentence(found);
}
