import { z } from 'zod';
import { says } from '../field-error.ts';
import { ACT_KINDS } from './act.ts';
import { byLanguage } from './by-language.ts';
import { filledLine } from './text.ts';

/**
 * The placeholders that a saved reply may use. The reply becomes part of an officer's note, so it can't use
 * placeholders that only the server can fill.
 */
const SENTENCE_PLACES = [
  'person',
  'tracking',
  'agency',
  'city',
  'dispatch_phone',
  'review_phone',
  'reply_days',
  'promise_days',
  'reopen_days',
] as const;

const words = filledLine(500).refine(
  (text) => [...text.matchAll(/\{(\w*)\}/g)].every(([, name]) => SENTENCE_PLACES.some((one) => one === name)),
  says({ code: 'reply_placeholder', params: {} }),
);

/** A saved reply that can be inserted into a note and edited there. */
export const sentence = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  /** The title that officers see when choosing. */
  title: byLanguage(filledLine(80)),
  text: byLanguage(words),
  /** The acts whose forms offer this reply. */
  acts: z.array(z.enum(ACT_KINDS)).min(1),
});
