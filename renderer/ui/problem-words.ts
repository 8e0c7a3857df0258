import { ERROR_TEXTS, type ErrorCode } from '#shared/errors.ts';
import { known, language } from '../t.ts';

/**
 * What went wrong, in the officer's language. A sentence that only the other side knows, such as one of an agency's own
 * server, gives way to the general one of its code where it cannot be said in that language.
 */
export function problemWords({ code, message }: { code: ErrorCode; message: string }): string {
  const general = ERROR_TEXTS[code];
  if (message === '' || language() === 'en') return message === '' ? known(general) : message;
  const words = known(message);
  return words === message ? known(general) : words;
}
