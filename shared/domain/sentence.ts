import { z } from 'zod';
import { says } from '../field-error.ts';
import { ACT_KINDS } from './act.ts';
import { byLanguage } from './by-language.ts';
import { policyText } from './policy-text.ts';
import { filledLine } from './text.ts';

/** What a ready sentence may name: it becomes a part of an officer's note, so nothing that only the server knows. */
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

/** A sentence that is ready to be put into a note, and changed there. */
export const sentence = z.object({
  code: z.string().regex(/^[a-z_]{2,40}$/),
  /** What officers read in the list. */
  title: policyText(filledLine(80)),
  text: byLanguage(words),
  /** The forms that offer it. */
  acts: z.array(z.enum(ACT_KINDS)).min(1),
});
