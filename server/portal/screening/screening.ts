import { z } from 'zod';
import { type ByLanguage, inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ScreeningQuestion } from '#shared/domain/policy-rules.ts';
import { type ReportKind, reportKind } from '#shared/domain/report.ts';
import { screeningValues } from '#shared/letters/values.ts';
import { fill } from '#shared/letters/wording.ts';
import { sameTown } from '#shared/screening/jurisdiction.ts';
import type { Draft, FieldError } from '../form/draft.ts';
import { seal, unseal } from '../site/seal.ts';
import type { PortalText } from '../site/text.ts';

export type Question = { code: string; ask: string; why: string; advice: string; turn: Turn };
/** Where a report goes instead; the first that applies is the one instruction that a person gets. */
const TURNS = ['emergency', 'elsewhere', 'dispatch', 'guardian'] as const;
type Turn = (typeof TURNS)[number];
/** Why a report can't be filed online, and where to go. `phone` is the number in `advice` that becomes a link. */
export type Stop = { ask: string; why: string; advice: string; phone: string; turn: Turn };

/** The most important first: somebody in danger calls 911, whatever else is true. */
const byTurn = (one: Stop, other: Stop) => TURNS.indexOf(one.turn) - TURNS.indexOf(other.turn);

/** Returns the agency's questions for a kind of report. Each includes where to report instead if the answer is yes. */
export function questionsFor(kind: ReportKind, policy: Policy, { t, lang }: PortalText): Question[] {
  const { limits, agency } = policy;
  const values = screeningValues(policy);
  const words = (texts: ByLanguage<string>) =>
    fill([inLanguage(texts, policy, lang)], values)
      .flat()
      .join(' ');
  const phone = agency.dispatchPhone;
  const advice: Record<ScreeningQuestion['turn'], string> = {
    emergency: t('portal-screening.turn.emergency'),
    dispatch: t('portal-screening.turn.dispatch', { phone }),
    guardian: t('portal-screening.turn.guardian', { age: limits.minimumAge, phone }),
  };
  return policy.screening
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ code, turn, ask, why }) => ({ code, ask: words(ask), why: words(why), advice: advice[turn], turn }))
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

/** `stops` begins with the one whose advice counts. */
export type Screened = { fieldErrors: readonly FieldError[]; stops: readonly Stop[] };

/**
 * Reads the answers. Returns which are missing and which rule out an online report; if both lists are empty, the person
 * may continue to the form.
 */
export function readScreening(draft: Draft, kind: ReportKind, policy: Policy, text: PortalText): Screened {
  const fieldErrors: FieldError[] = [];
  const stops: Stop[] = [];
  const phone = policy.agency.dispatchPhone;
  for (const { code, ask, why, advice, turn } of questionsFor(kind, policy, text)) {
    const answer = draft[`ask.${code}`];
    if (answer === 'yes') stops.push({ ask, why, advice, phone, turn });
    else if (answer !== 'no')
      fieldErrors.push({ field: `ask.${code}`, message: text.t('portal-screening.answerAll'), about: ask });
  }
  const where = draft['ask.place'];
  if (where === 'no') {
    const town = otherTown(draft['ask.town'] ?? '', policy, text);
    // If the person names this city as the other town, they misread the question, so ask again.
    if (town === null) fieldErrors.push({ field: 'ask.place', message: text.t('portal-screening.answerPlace') });
    else {
      const [ask, why] = [placeQuestion(kind, policy, text), text.t('portal-screening.place.why')];
      stops.push({ ask, why, ...town, turn: 'elsewhere' });
    }
  } else if (where !== 'yes' && where !== 'unsure') {
    fieldErrors.push({ field: 'ask.place', message: text.t('portal-screening.answerPlace') });
  }
  return { fieldErrors, stops: stops.sort(byTurn) };
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
