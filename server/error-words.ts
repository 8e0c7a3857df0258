import type { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { errors } from '#shared/words/en/errors.ts';
import { fieldErrors } from '#shared/words/en/field-errors.ts';
import { createMessages } from '#shared/words/messages.ts';

const { say } = createMessages({ ...errors, ...fieldErrors } as const);

/** An error's message in English, for programs and the command line. */
export const errorSentence = ({ code, detail }: Pick<AppError, 'code' | 'detail'>): string =>
  detail === null ? say('errors', { code, params: {} }) : say('errors.detail', detail);

/** A field's error message, in English. */
export const fieldSentence = ({ detail }: Pick<FieldError, 'detail'>): string => say('field-errors', detail);

/** A field's error message prefixed with its path, for lists of errors. */
export const fieldLine = (error: FieldError): string => `${error.path}: ${fieldSentence(error)}`;
