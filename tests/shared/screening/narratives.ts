import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { HINT_CODES, type HintCode } from '#shared/screening/hint.ts';
import { screen } from '#shared/screening/hints.ts';
import { WORD_RULES } from '#shared/screening/rules.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { facts } from '../../helpers/builders.ts';

/**
 * Narratives with the flags that they deserve, by an author who had not read the rules. The rules were improved with
 * the open half. The kept half was written before that, and shows how well the rules work on narratives that were not
 * used to improve them.
 */
const narratives = z.array(
  z.strictObject({
    language: z.enum(LANGUAGES),
    kind: z.enum(REPORT_KINDS),
    hints: z.array(z.enum(HINT_CODES)),
    narrative: z.string(),
  }),
);
export type Half = 'open' | 'kept';
export const HALVES: readonly Half[] = ['open', 'kept'];

const read = (half: Half) =>
  narratives.parse(JSON.parse(readFileSync(new URL(`narratives-${half}.json`, import.meta.url), 'utf8')));

export type Tally = { right: number; missed: string[]; extra: string[] };
const OF_WORDS: ReadonlySet<HintCode> = new Set(WORD_RULES.map(({ code }) => code));

/** Compares the flags that come from words with those that the narratives of one language deserve. */
export function tally(half: Half, language: string): Tally {
  const result: Tally = { right: 0, missed: [], extra: [] };
  for (const one of read(half).filter((each) => each.language === language)) {
    const found = screen({ history: [], kind: one.kind, facts: facts({ how: one.narrative, items: [] }) }, null)
      .map(({ code }) => code)
      .filter((code) => OF_WORDS.has(code));
    for (const code of one.hints) {
      if (found.includes(code)) result.right += 1;
      else result.missed.push(`${code}: ${one.narrative}`);
    }
    for (const code of found) if (!one.hints.includes(code)) result.extra.push(`${code}: ${one.narrative}`);
  }
  return result;
}

export const recall = ({ right, missed }: Tally): number => right / (right + missed.length);
export const precision = ({ right, extra }: Tally): number => right / (right + extra.length);

export const everyNarrative = (): string[] => HALVES.flatMap(read).map(({ narrative }) => narrative);
