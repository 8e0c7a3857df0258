import { countsAsDuplicate, type Duplicate, LIKELY_DUPLICATE } from '../domain/duplicate.ts';
import { knownFacts } from '../domain/known-facts.ts';
import type { Report } from '../domain/report.ts';
import { writtenTexts } from '../screening/written.ts';
import { NIBRS_RULES } from './rules.ts';

/**
 * Problems that an officer should resolve before approving. `code_missing`, `code_not_allowed` and `code_not_wanted`:
 * the report can't go to the records system as it is. `second_offense`: there may be more than one offense.
 * `supplement_or_new`: a report that may be about the same incident is already approved, and NIBRS counts an incident
 * once.
 */
const NIBRS_FAULTS = [
  'code_missing',
  'code_not_allowed',
  'code_not_wanted',
  'no_item',
  'no_value',
  'after_report',
  'second_offense',
  'supplement_or_new',
] as const;
export type NibrsFault = (typeof NIBRS_FAULTS)[number];

type Pair = Pick<Duplicate, 'trackingNumber' | 'hypothesis' | 'state' | 'probability'>;

/**
 * The approved report that may be about the same incident: one that officers confirmed, or else the most likely one.
 */
export function approvedTwin<One extends Pair & { other: Pick<Report, 'state'> | null }>(
  duplicates: readonly One[],
): One | undefined {
  const twins = duplicates.filter(
    (one) =>
      one.other?.state === 'approved' &&
      countsAsDuplicate(one) &&
      (one.state === 'same' || one.probability >= NIBRS_RULES.twinAt),
  );
  return twins.find(({ state }) => state === 'same') ?? twins.toSorted((a, b) => b.probability - a.probability)[0];
}

/**
 * Whether an approval must first say why it isn't a second one of the same incident: it would give one incident two
 * case numbers.
 */
export const isSureTwin = ({ state, probability }: Pick<Duplicate, 'state' | 'probability'>): boolean =>
  state === 'same' || probability >= LIKELY_DUPLICATE;

/**
 * Checks a report against the NIBRS code of the title under which it would be approved.
 * @param nibrs the title's code; null if it has none.
 * @param hasTwin whether an approved report may be about the same incident (`approvedTwin`).
 */
export function checkNibrs(
  report: Pick<Report, 'kind' | 'facts' | 'corrections' | 'receivedAt' | 'history'>,
  nibrs: string | null,
  hasTwin = false,
): NibrsFault[] {
  const { codes, aboutThings, card, cardUsed } = NIBRS_RULES;
  const { items, when, how } = knownFacts(report);
  const allowed: readonly string[] = codes[report.kind];
  const faults: NibrsFault[] = [];
  if (nibrs === null && allowed.length > 0) faults.push('code_missing');
  else if (nibrs !== null && allowed.length === 0) faults.push('code_not_wanted');
  else if (nibrs !== null && !allowed.includes(nibrs)) faults.push('code_not_allowed');
  const isAboutThings = aboutThings.some((kind) => kind === report.kind);
  if (isAboutThings && items.length === 0) faults.push('no_item');
  // NIBRS requires a value for stolen or damaged property; some items may lack a value, but not all.
  else if (isAboutThings && allowed.length > 0 && items.every(({ valueCents }) => valueCents === null))
    faults.push('no_value');
  if (Date.parse(when.from) > Date.parse(report.receivedAt)) faults.push('after_report');
  const words = writtenTexts(how, report.history, report.receivedAt).map(({ text }) => text);
  const isUsed = words.some((text) => cardUsed.test(text));
  if (
    report.kind === 'larceny' &&
    isUsed &&
    [...words, ...items.map(({ type }) => type)].some((text) => card.test(text))
  )
    faults.push('second_offense');
  if (hasTwin) faults.push('supplement_or_new');
  return faults;
}
