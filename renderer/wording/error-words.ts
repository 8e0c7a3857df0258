import type { ErrorShape } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { say } from '../t.ts';

/** Says what went wrong, in the officer's language. */
export const errorSentence = ({ code, detail }: Pick<ErrorShape, 'code' | 'detail'>): string =>
  detail === null ? say('errors', { code, params: {} }) : say('errors.detail', detail);

/** A field's error message, in the officer's language. Amounts are stored in cents but entered and shown in dollars. */
export function fieldSentence({ path = '', detail }: Pick<FieldError, 'detail'> & Partial<FieldError>): string {
  if (path.endsWith('Cents') && detail.code === 'too_big')
    return say('field-errors', { ...detail, params: { most: detail.params.most / 100 } });
  return say('field-errors', detail);
}

/** The error message for the field at this path; undefined if it has no error. */
export function problemAt(fields: readonly FieldError[], path: string): string | undefined {
  const found = fields.find((one) => one.path === path);
  return found && fieldSentence(found);
}
