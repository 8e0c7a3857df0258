import type { HistoryEntry } from '../domain/history.ts';
import { knownFacts } from '../domain/known-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Report } from '../domain/report.ts';

/** The parts of a report that letters use. */
export type LetterFacts = Pick<
  Report,
  'trackingNumber' | 'facts' | 'kind' | 'offenseCode' | 'corrections' | 'caseNumber'
> & {
  history: readonly Pick<HistoryEntry, 'kind' | 'event'>[];
};

export function agencyValues({ agency }: Policy): Record<string, string> {
  return {
    agency: agency.name,
    city: agency.city,
    dispatch_phone: agency.dispatchPhone,
    review_phone: agency.reviewPhone,
  };
}

/** Values for the placeholders that both workstation and server can fill. */
export function plainValues(report: LetterFacts, policy: Policy): Record<string, string> {
  const { who } = knownFacts(report);
  return {
    person: `${who.givenName} ${who.familyName}`,
    tracking: report.trackingNumber,
    ...agencyValues(policy),
    reply_days: String(policy.limits.replyDays),
    promise_days: String(policy.limits.promiseDays),
    link_days: String(policy.limits.replyDays + policy.times.lateAnswerDays),
    reopen_days: String(policy.times.reopenDays),
  };
}

/** Values for the placeholders of the questions before the public form; empty where the agency has no such limit. */
export function screeningValues({ agency, limits }: Policy): Record<string, string> {
  const { minimumAge, valueCeilingCents } = limits;
  return {
    city: agency.city,
    age: minimumAge === 0 ? '' : String(minimumAge),
    ceiling: valueCeilingCents === null ? '' : DOLLARS.format(valueCeilingCents / 100),
  };
}

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
