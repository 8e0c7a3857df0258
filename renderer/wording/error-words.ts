import type { ErrorShape } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { say } from '../t.ts';

/** What went wrong, in the officer's language. */
export const errorSentence = ({ code, detail }: Pick<ErrorShape, 'code' | 'detail'>): string =>
  detail === null ? say('errors', { code, params: {} }) : say('errors.detail', detail);

/** What is wrong with a field, in the officer's language. */
export const fieldSentence = ({ detail }: Pick<FieldError, 'detail'>): string => say('field-errors', detail);

/** What is wrong with the field of this path; undefined where nothing is. */
export function problemAt(fields: readonly FieldError[], path: string): string | undefined {
  const found = fields.find((one) => one.path === path);
  return found && fieldSentence(found);
}
