import type { ErrorShape } from '#shared/errors.ts';
import { say } from '../t.ts';

/** What went wrong, in the officer's language. */
export const errorSentence = ({ code, detail }: Pick<ErrorShape, 'code' | 'detail'>): string =>
  detail === null ? say('errors', { code, params: {} }) : say('errors.detail', detail);
