import type { DuplicateReason } from '#shared/domain/duplicate.ts';
import { language, sayIfThere } from '../t.ts';
import { farWords } from './far-words.ts';

const HOURS_A_DAY = 24;

/**
 * Explains why two reports may be about the same incident. Levels that differ only by a number (`meters_20`, `meters_60`)
 * share a message. An agency's own model may have levels without a message; for these, returns the model's own text or,
 * if it has none, the names of the comparison and level.
 */
export function reasonWords({ comparison, level, params: { meters, hours }, words }: DuplicateReason): string {
  const values = {
    far: meters === undefined ? '' : farWords(meters),
    hours: hours ?? 0,
    days: Math.round((hours ?? 0) / HOURS_A_DAY),
  };
  return (
    sayIfThere(`reasons.${comparison}.${level.replace(/_\d+$/, '')}`, values) ??
    ownWords(words) ??
    `${comparison}: ${level}`.replaceAll('_', ' ')
  );
}

function ownWords(words: DuplicateReason['words']): string | null {
  if (words === null || typeof words === 'string') return words;
  return words[language()] ?? Object.values(words)[0] ?? null;
}
