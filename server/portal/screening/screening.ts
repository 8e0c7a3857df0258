import { z } from 'zod';
import type { Policy } from '#shared/domain/policy.ts';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { sameTown } from '#shared/screening/jurisdiction.ts';
import type { Draft, FieldError } from '../form/draft.ts';
import { seal, unseal } from '../site/seal.ts';

/** What sends a report elsewhere before it is written (docs/process.md, 4). The value ceiling is off by default. */
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
/** A reason why this goes elsewhere, and where. `phone` is the number in `advice` that becomes a link. */
export type Stop = { ask: string; why: string; advice: string; phone: string };

type Words = { ask: string; why: string };
export type ScreeningWords = {
  title: string;
  lead: string;
  why: string;
  yes: string;
  no: string;
  go: string;
  questions: Record<Exclude<QuestionCode, 'minor' | 'value'>, Words> & {
    minor: { ask: (age: number) => string; why: string };
    value: { ask: (ceiling: string) => string; why: string };
  };
  place: {
    ask: (city: string) => string;
    fraud: (city: string) => string;
    why: string;
    yes: string;
    no: string;
    unsure: string;
    town: string;
    townHint: string;
  };
  turn: {
    emergency: () => string;
    dispatch: (phone: string) => string;
    guardian: (age: number, phone: string) => string;
    otherPolice: (name: string) => string;
    otherPolicePhone: (name: string, phone: string) => string;
    elsewhere: (town: string) => string;
    unknownTown: string;
  };
  stop: { title: string; lead: string; kept: string; back: string; otherwise: string };
  answerAll: string;
  answerPlace: string;
};

/** The questions for a kind of report, in the person's words, each with where to turn when the answer is yes. */
export function questionsFor(kind: ReportKind, policy: Policy, words: ScreeningWords): Question[] {
  const { limits, agency } = policy;
  const { minor, value, ...plain } = words.questions;
  const asked = (code: QuestionCode): Words => {
    if (code === 'minor') return { ask: minor.ask(limits.minimumAge), why: minor.why };
    if (code === 'value') return { ask: value.ask(dollars(limits.valueCeilingCents ?? 0)), why: value.why };
    return plain[code];
  };
  const advice: Record<Turn, string> = {
    emergency: words.turn.emergency(),
    dispatch: words.turn.dispatch(agency.dispatchPhone),
    guardian: words.turn.guardian(limits.minimumAge, agency.dispatchPhone),
  };
  return QUESTIONS.filter(({ code, kinds }) => {
    if (code === 'value' && limits.valueCeilingCents === null) return false;
    if (code === 'minor' && limits.minimumAge === 0) return false;
    return kinds.some((one) => one === kind);
  }).map(({ code, turn }) => {
    const { ask, why } = asked(code);
    return { code, turn, ask, why, advice: advice[turn] };
  });
}

/** Whether a fraud counts for the city when its victim lives there. */
export const countsWhereTheyLive = (kind: ReportKind, policy: Policy) =>
  kind === 'fraud' && policy.limits.fraudPlace === 'occurred_or_resident';

export function placeQuestion(kind: ReportKind, policy: Policy, { place }: ScreeningWords): string {
  return countsWhereTheyLive(kind, policy) ? place.fraud(policy.agency.city) : place.ask(policy.agency.city);
}

export type Screened = { fieldErrors: readonly FieldError[]; stops: readonly Stop[] };

/** Reads the answers: what is not answered, and what sends this report elsewhere. Both empty means: go on. */
export function readScreening(draft: Draft, kind: ReportKind, policy: Policy, words: ScreeningWords): Screened {
  const fieldErrors: FieldError[] = [];
  const stops: Stop[] = [];
  const phone = policy.agency.dispatchPhone;
  for (const { code, ask, why, advice } of questionsFor(kind, policy, words)) {
    const answer = draft[`ask.${code}`];
    if (answer === 'yes') stops.push({ ask, why, advice, phone });
    else if (answer !== 'no') fieldErrors.push({ field: `ask.${code}`, message: words.answerAll, about: ask });
  }
  const where = draft['ask.place'];
  if (where === 'no') {
    const turn = otherTown(draft['ask.town'] ?? '', policy, words);
    // Who names the city itself has only answered the question wrong.
    if (turn === null) fieldErrors.push({ field: 'ask.place', message: words.answerPlace });
    else stops.push({ ask: placeQuestion(kind, policy, words), why: words.place.why, ...turn });
  } else if (where !== 'yes' && where !== 'unsure') {
    fieldErrors.push({ field: 'ask.place', message: words.answerPlace });
  }
  return { fieldErrors, stops };
}

/** Whom to turn to for another town, as the policy knows it; null when the town is the city itself. */
export function otherTown(
  typed: string,
  policy: Policy,
  { turn }: Pick<ScreeningWords, 'turn'>,
): Pick<Stop, 'advice' | 'phone'> | null {
  const town = typed.trim().slice(0, 80);
  if (town === '') return { advice: turn.unknownTown, phone: '' };
  if (sameTown(town, policy.agency.city)) return null;
  const known = policy.otherPolice.find((one) => sameTown(one.town, town));
  if (known === undefined) return { advice: turn.elsewhere(town), phone: '' };
  return known.phone === null
    ? { advice: turn.otherPolice(known.name), phone: '' }
    : { advice: turn.otherPolicePhone(known.name, known.phone), phone: known.phone };
}

const screenPass = z.object({ kind: reportKind });

/** Shows that the questions for this kind were answered; the form opens with it only. There is no time limit. */
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
