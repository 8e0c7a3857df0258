import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dangerIn } from '#shared/screening/danger.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import type { Half, Tally } from './narratives.ts';

/**
 * Narratives that tell of danger to someone, and others that only sound like it. Their author had not read the words
 * for danger, which were improved with the open half only.
 */
const narratives = z.array(z.strictObject({ language: z.enum(LANGUAGES), danger: z.boolean(), narrative: z.string() }));

/** Measures how well detected danger agrees with actual danger, in the narratives of one language. */
export function dangerTally(half: Half, language: string): Tally {
  const file = new URL(`danger-${half}.json`, import.meta.url);
  const all = narratives.parse(JSON.parse(readFileSync(file, 'utf8'))).filter((one) => one.language === language);
  const isTaken = ({ narrative }: { narrative: string }) => dangerIn(narrative).length > 0;
  const texts = (danger: boolean, taken: boolean) =>
    all.filter((one) => one.danger === danger && isTaken(one) === taken).map(({ narrative }) => narrative);
  return { right: texts(true, true).length, missed: texts(true, false), extra: texts(false, true) };
}
