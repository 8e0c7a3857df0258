import { z } from 'zod';
import type { Policy } from '#shared/domain/policy.ts';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { sameTown } from '#shared/screening/jurisdiction.ts';
import type { Draft, FieldError } from '../form/draft.ts';
import { seal, unseal } from '../site/seal.ts';
import type { PortalText } from '../site/text.ts';

/**
 * Conditions that rule out an online report before it is written (docs/process.md, 4). The value ceiling is off by
 * default.
 */
const QUESTIONS = [
  { code: 'danger', kinds: ['vandalism', 'larceny', 'lost_property', 'fraud'], turn: 'emergency' },
  { code: 'suspect', kinds: ['vandalism', 'larceny', 'fraud'], turn: 'dispatch' },
  { code: 'evidence', kinds: ['vandalism', 'larceny', 'fraud'], turn: 'dispatch' },
  { code: 'force', kinds: ['vandalism', 'larceny', 'fraud'], turn: 'dispatch' },
  { code: 'entry', kinds: ['vandalism', 'larceny'], turn: 'dispatch' },
  { code: 'fire_or_bias', kinds: ['vandalism'], turn: 'dispatch' },
  { code: 'firearm_or_drugs', kinds: ['larceny', 'lost_property'], turn: 'dispatch' },
  { code: 'vehicle', kinds: ['vandalism', 'larceny', 'lost_property'], turn: 'dispatch' },
  { code: 'value', kinds: ['vandalism', 'larceny', 'fraud'], turn: 'dispatch' },
  { code: 'minor', kinds: ['vandalism', 'larceny', 'lost_property', 'fraud'], turn: 'guardian' },
] as const satisfies readonly { code: string; kinds: readonly ReportKind[]; turn: string }[];

export type QuestionCode = (typeof QUESTIONS)[number]['code'];
type Turn = (typeof QUESTIONS)[number]['turn'];
export type Question = { code: QuestionCode; turn: Turn; ask: string; why: string; advice: string };
/** Why a report can't be filed online, and where to go. `phone` is the number in `advice` that becomes a link. */
export type Stop = { ask: string; why: string; advice: string; phone: string };

/**
 * Returns the questions for a kind of report in plain words. Each includes where to report instead if the answer is yes.
 */
export function questionsFor(kind: ReportKind, policy: Policy, { t }: PortalText): Question[] {
  const { limits, agency } = policy;
  const ask = (code: QuestionCode): string => {
    if (code === 'minor') return t('portal-screening.questions.minor.ask', { age: limits.minimumAge });
    if (code === 'value') {
      return t('portal-screening.questions.value.ask', { ceiling: dollars(limits.valueCeilingCents ?? 0) });
    }
    return t(`portal-screening.questions.${code}.ask`);
  };
  const phone = agency.dispatchPhone;
  const advice: Record<Turn, string> = {
    emergency: t('portal-screening.turn.emergency'),
    dispatch: t('portal-screening.turn.dispatch', { phone }),
    guardian: t('portal-screening.turn.guardian', { age: limits.minimumAge, phone }),
  };
  return QUESTIONS.filter(({ code, kinds }) => {
    if (code === 'value' && limits.valueCeilingCents === null) return false;
    if (code === 'minor' && limits.minimumAge === 0) return false;
    return kinds.some((one) => one === kind);
  }).map(({ code, turn }) => {
    const why = t(`portal-screening.questions.${code}.why`);
    return { code, turn, ask: ask(code), why, advice: advice[turn] };
  });
}

/** Whether the city also accepts reports of a fraud that occurred elsewhere if the victim lives in the city. */
export const countsWhereTheyLive = (kind: ReportKind, policy: Policy) =>
  kind === 'fraud' && policy.limits.fraudPlace === 'occurred_or_resident';

export function placeQuestion(kind: ReportKind, policy: Policy, text: PortalText): string {
  return countsWhereTheyLive(kind, policy)
    ? text.t('portal-screening.place.fraud', { city: policy.agency.city })
    : text.t('portal-screening.place.ask', { city: policy.agency.city });
}

export type Screened = { fieldErrors: readonly FieldError[]; stops: readonly Stop[] };

/**
 * Reads the answers. Returns which are missing and which rule out an online report; if both lists are empty, the person
 * may continue to the form.
 */
export function readScreening(draft: Draft, kind: ReportKind, policy: Policy, text: PortalText): Screened {
  const fieldErrors: FieldError[] = [];
  const stops: Stop[] = [];
  const phone = policy.agency.dispatchPhone;
  for (const { code, ask, why, advice } of questionsFor(kind, policy, text)) {
    const answer = draft[`ask.${code}`];
    if (answer === 'yes') stops.push({ ask, why, advice, phone });
    else if (answer !== 'no')
      fieldErrors.push({ field: `ask.${code}`, message: text.t('portal-screening.answerAll'), about: ask });
  }
  const where = draft['ask.place'];
  if (where === 'no') {
    const turn = otherTown(draft['ask.town'] ?? '', policy, text);
    // If the person names this city as the other town, they misread the question, so ask again.
    if (turn === null) fieldErrors.push({ field: 'ask.place', message: text.t('portal-screening.answerPlace') });
    else stops.push({ ask: placeQuestion(kind, policy, text), why: text.t('portal-screening.place.why'), ...turn });
  } else if (where !== 'yes' && where !== 'unsure') {
    fieldErrors.push({ field: 'ask.place', message: text.t('portal-screening.answerPlace') });
  }
  return { fieldErrors, stops };
}

/** Returns whom to contact in another town, according to the policy; null when the town is this city. */
export function otherTown(typed: string, policy: Policy, text: PortalText): Pick<Stop, 'advice' | 'phone'> | null {
  const town = typed.trim().slice(0, 80);
  if (town === '') return { advice: text.t('portal-screening.turn.unknownTown'), phone: '' };
  if (sameTown(town, policy.agency.city)) return null;
  const known = policy.otherPolice.find((one) => sameTown(one.town, town));
  if (known === undefined) return { advice: text.t('portal-screening.turn.elsewhere', { town }), phone: '' };
  return known.phone === null
    ? { advice: text.t('portal-screening.turn.otherPolice', { name: known.name }), phone: '' }
    : {
        advice: text.t('portal-screening.turn.otherPolicePhone', { name: known.name, phone: known.phone }),
        phone: known.phone,
      };
}

const screenPass = z.object({ kind: reportKind });

/**
 * Creates a signed token that proves that the questions for this kind were answered. The form can't be opened without it;
 * it doesn't expire.
 */
export function sealScreening(secret: Uint8Array, kind: ReportKind): string {
  return seal(secret, 'screened', { kind });
}

export function wasScreened(secret: Uint8Array, text: unknown, kind: ReportKind): boolean {
  return typeof text === 'string' && unseal(secret, 'screened', text, screenPass)?.kind === kind;
}

function dollars(cents: number): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }).format(
    cents / 100,
  );
}
