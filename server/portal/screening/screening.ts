import { z } from 'zod';
import type { ByLanguage } from '#shared/domain/by-language.ts';
import type { AnsweredYes } from '#shared/domain/incident.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ScreeningQuestion } from '#shared/domain/policy-rules.ts';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { offersHelp } from '#shared/domain/safety-help.ts';
import { screeningWords } from '#shared/letters/screening-words.ts';
import { sameTown } from '#shared/screening/jurisdiction.ts';
import type { Draft, FieldError } from '../form/draft.ts';
import { hide, reveal } from '../site/seal.ts';
import type { PortalText } from '../site/text.ts';

export type Question = {
  code: string;
  ask: string;
  why: string;
  advice: string;
  turn: Turn;
  isKept: boolean;
  offersHelp: boolean;
};
/** Where to report instead; a person gets only the first instruction that applies. */
const TURNS = ['emergency', 'elsewhere', 'dispatch', 'guardian'] as const;
type Turn = (typeof TURNS)[number];
/** Why a report can't be filed online, and where to go. `phone` is the number in `advice` that becomes a link. */
export type Stop = { ask: string; why: string; advice: string; phone: string; turn: Turn; offersHelp: boolean };

/** The most important first: someone in danger should call 911, whatever else is true. */
const byTurn = (one: Stop, other: Stop) => TURNS.indexOf(one.turn) - TURNS.indexOf(other.turn);

/** Returns the agency's questions for a kind of report. Each includes where to report instead if the answer is yes. */
export function questionsFor(kind: ReportKind, policy: Policy, { t, lang }: PortalText): Question[] {
  const { limits, agency } = policy;
  const words = (texts: ByLanguage<string>) => screeningWords(texts, policy, lang);
  const phone = agency.dispatchPhone;
  const advice: Record<ScreeningQuestion['turn'], string> = {
    emergency: t('portal-screening.turn.emergency'),
    dispatch: t('portal-screening.turn.dispatch', { phone }),
    guardian: t('portal-screening.turn.guardian', { age: limits.minimumAge, phone }),
  };
  return policy.screening
    .filter(({ kinds }) => kinds.includes(kind))
    .map((one) => {
      const { code, turn, isKept, ask, why } = one;
      return {
        code,
        ask: words(ask),
        why: words(why),
        advice: advice[turn],
        turn,
        isKept,
        offersHelp: offersHelp(one),
      };
    })
    .filter(({ ask }) => ask !== '');
}

/** Whether the city also accepts reports of a fraud that occurred elsewhere if the victim lives in the city. */
export const countsWhereTheyLive = (kind: ReportKind, policy: Policy) =>
  kind === 'fraud' && policy.limits.fraudPlace === 'occurred_or_resident';

export function placeQuestion(kind: ReportKind, policy: Policy, text: PortalText): string {
  return countsWhereTheyLive(kind, policy)
    ? text.t('portal-screening.place.fraud', { city: policy.agency.city })
    : text.t('portal-screening.place.ask', { city: policy.agency.city });
}

/** Why the form asks about the place. */
export const placeReason = (kind: ReportKind, policy: Policy, text: PortalText): string =>
  text.t(countsWhereTheyLive(kind, policy) ? 'portal-screening.place.whyFraud' : 'portal-screening.place.why');

/** The advice of the first of `stops` is shown; `kept` are the codes of yes answers that are passed to the form. */
export type Screened = { fieldErrors: readonly FieldError[]; stops: readonly Stop[]; kept: readonly string[] };

/** Instructions that are shown even for reports that must be accepted: call 911, or have a parent file for a child. */
const FOR_ANYONE: readonly Turn[] = ['emergency', 'guardian'];

/**
 * Reads the answers. Returns which are missing and which rule out an online report; if both lists are empty, the person
 * may continue to the form.
 */
export function readScreening(draft: Draft, kind: ReportKind, policy: Policy, text: PortalText): Screened {
  const fieldErrors: FieldError[] = [];
  const stops: Stop[] = [];
  const kept: string[] = [];
  const phone = policy.agency.dispatchPhone;
  for (const { code, ask, why, advice, turn, isKept, offersHelp } of questionsFor(kind, policy, text)) {
    const answer = draft[`ask.${code}`];
    if (answer === 'yes' && isKept) kept.push(code);
    else if (answer === 'yes') stops.push({ ask, why, advice, phone, turn, offersHelp });
    else if (answer !== 'no')
      fieldErrors.push({ field: `ask.${code}`, message: text.t('portal-screening.answerAll'), about: ask });
  }
  const where = draft['ask.place'];
  if (where === 'no') {
    const town = otherTown(draft['ask.town'] ?? '', policy, text);
    // If the person names this city as the other town, they misread the question, so ask again.
    if (town === null) fieldErrors.push({ field: 'ask.place', message: text.t('portal-screening.answerPlace') });
    else {
      const [ask, why] = [placeQuestion(kind, policy, text), placeReason(kind, policy, text)];
      stops.push({ ask, why, ...town, turn: 'elsewhere', offersHelp: false });
    }
  } else if (where !== 'yes' && where !== 'unsure') {
    fieldErrors.push({ field: 'ask.place', message: text.t('portal-screening.answerPlace') });
  }
  const mustBeAccepted = policy.mustAccept.some(({ answers }) => answers.some((code) => kept.includes(code)));
  const counts = ({ turn }: Stop) => !mustBeAccepted || FOR_ANYONE.includes(turn);
  return { fieldErrors, stops: stops.filter(counts).sort(byTurn), kept };
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

const screenPass = z.object({ kind: reportKind, kept: z.array(z.string()).max(30) });

/**
 * Creates a token that proves that the questions for this kind were answered and that contains the answers to keep. It
 * is encrypted, because URLs end up in histories and logs, but works in any browser. The form can't be opened without
 * it. It doesn't expire.
 */
export function hideScreening(secret: Uint8Array, kind: ReportKind, kept: readonly string[]): string {
  return hide(secret, 'screened', kind, JSON.stringify({ kind, kept }));
}

/** The kept answers in a token, as form fields; null for anything but a token for this kind. */
export function readScreeningToken(secret: Uint8Array, text: unknown, kind: ReportKind): Draft | null {
  const plain = typeof text === 'string' ? reveal(secret, 'screened', kind, text) : null;
  if (plain === null) return null;
  const { kept } = screenPass.parse(JSON.parse(plain));
  return Object.fromEntries(kept.map((code) => [`ask.${code}`, 'yes']));
}

/** The questions that were answered yes and are kept, if the agency still asks them. */
export function answeredYesIn(draft: Draft, kind: ReportKind, policy: Policy, text: PortalText): AnsweredYes[] {
  return questionsFor(kind, policy, text)
    .filter(({ code, isKept }) => isKept && draft[`ask.${code}`] === 'yes')
    .map(({ code, ask }) => ({ code, question: ask }));
}
