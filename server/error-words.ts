import type { AppError } from '#shared/errors.ts';
import { errors } from '#shared/words/en/errors.ts';
import { createMessages } from '#shared/words/messages.ts';

const { say } = createMessages(errors);

/** What an error says to programs and on the command line, in English. */
export const errorSentence = ({ code, detail }: Pick<AppError, 'code' | 'detail'>): string =>
  detail === null ? say('errors', { code, params: {} }) : say('errors.detail', detail);
