import { z } from 'zod';
import { errorDetail } from '#shared/error-detail.ts';
import { ERROR_CODES, type ErrorShape } from '#shared/errors.ts';
import { fieldDetail } from '#shared/field-error.ts';

/** Falls back to general words for whatever only another version knows, as for a server's error (api/failure.ts). */
const stored = z.object({
  code: z.enum(ERROR_CODES).catch('bad_response'),
  detail: errorDetail.nullable().catch(null),
  fields: z.array(z.object({ path: z.string(), detail: fieldDetail.catch({ code: 'invalid', params: {} }) })).catch([]),
});

/**
 * Reads why the last attempt to send a decision failed. Never throws because of a code that this version doesn't know:
 * after a roll-back, such a row would keep all decisions from being listed and sent.
 */
export const readProblem = (text: string | null): ErrorShape | null =>
  text === null ? null : stored.parse(JSON.parse(text));
