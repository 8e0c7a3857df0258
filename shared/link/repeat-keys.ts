import type { Repeat, RepeatTerm } from '../domain/repeat.ts';
import type { Report } from '../domain/report.ts';

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9@.]/g, '');

/**
 * Exact keys by which two reports may tell of the same incident: the same person, or the same serial number.
 * Each key carries its kind, so that a phone can never meet a serial number.
 */
export function repeatKeys(report: Pick<Report, 'facts'>): string[] {
  const { who, items } = report.facts;
  const keys = new Set<string>();
  if (who.email) keys.add(`email:${fold(who.email)}`);
  const digits = who.phone?.replace(/\D/g, '').slice(-10) ?? '';
  if (digits.length >= 7) keys.add(`phone:${digits}`);
  if (who.birthDate) keys.add(`born:${who.birthDate}:${fold(who.familyName)}`);
  for (const item of items) {
    const serial = fold(item.serialNumber ?? '');
    if (serial.length >= 5) keys.add(`serial:${serial}`);
  }
  return [...keys];
}

/** Beyond this many days between two incidents, the same person more likely tells of another one. */
export const REPEAT_WINDOW_DAYS = 7;

/** The model by which shared keys are weighed. */
export const KEY_MODEL = 'keys-1';

/** Bits of a report that shares nothing yet, and of each kind of key it shares. */
const PRIOR = -6;
const KEYS: Readonly<Record<string, { weight: number; words: string }>> = {
  email: { weight: 8, words: 'The same e-mail address' },
  phone: { weight: 7, words: 'The same telephone number' },
  born: { weight: 9, words: 'The same birth date and family name' },
  serial: { weight: 12, words: 'The same serial number' },
};

/** What shared keys say about a pair: which hypothesis, how likely, and the terms that sum to its weight. */
export function explainKeys(keys: readonly string[]): Pick<Repeat, 'hypothesis' | 'probability' | 'weight' | 'terms'> {
  const kinds = [...new Set(keys.map((key) => key.slice(0, key.indexOf(':'))))].sort();
  const terms: RepeatTerm[] = [
    { comparison: 'prior', level: 'prior', weight: PRIOR, words: 'Few reports repeat another one' },
  ];
  for (const kind of kinds) {
    const one = KEYS[kind];
    if (one !== undefined) terms.push({ comparison: kind, level: 'equal', ...one });
  }
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  return {
    hypothesis: kinds.every((kind) => kind === 'serial') ? 'other_person' : 'same_person',
    probability: 1 / (1 + 2 ** -weight),
    weight,
    terms,
  };
}
