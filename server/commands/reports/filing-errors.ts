import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { isTooEarly, type ReportKind } from '#shared/domain/report.ts';
import { apartFromTheirDay, isInOrder } from '#shared/domain/timeframe.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';

/** Allowance for a reporter's clock that runs ahead of ours. */
const CLOCK_SLACK_MS = 10 * 60_000;

export const keptQuestion = (code: string, kind: ReportKind, policy: Policy) =>
  policy.screening.find((one) => one.code === code && one.isKept && one.kinds.includes(kind));

/** Checks a report with a valid form against the policy and the calendar, and returns the errors. */
export function fieldErrors(body: IntakeBody, policy: Policy, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const { facts, kind, offenseCode, notice } = body;
  if (offenseCode !== null && policy.offenses.find((one) => one.code === offenseCode)?.kind !== kind) {
    errors.push(plainFault('offenseCode', 'offense_of_other_kind'));
  }
  for (const [at, { code }] of (facts.answeredYes ?? []).entries()) {
    if (keptQuestion(code, kind, policy) === undefined) {
      const detail = { code: 'not_in_policy', params: { value: code } } as const;
      errors.push({ path: `facts.answeredYes.${at}.code`, detail });
    }
  }
  if (notice.version !== policy.notice.version) {
    errors.push(plainFault('notice.version', 'notice_changed'));
  }
  if (kind === 'fraud' && facts.fraud === null) {
    errors.push(plainFault('facts.fraud', 'fraud_missing'));
  }
  if (kind !== 'fraud' && facts.items.length === 0) {
    errors.push(plainFault('facts.items', 'items_missing'));
  }
  if (!isInOrder(facts.when)) errors.push(plainFault('facts.when.to', 'end_before_start'));
  for (const end of ['from', 'to'] as const) {
    if (Date.parse(facts.when[end]) > now.getTime() + CLOCK_SLACK_MS) {
      errors.push(plainFault(`facts.when.${end}`, 'in_future'));
    }
    if (isTooEarly(facts.when[end])) errors.push(plainFault(`facts.when.${end}`, 'before_1900'));
  }
  if (facts.who.birthDate !== null && Date.parse(facts.who.birthDate) > now.getTime()) {
    errors.push(plainFault('facts.who.birthDate', 'in_future'));
  }
  if (facts.who.birthDate !== null && isTooEarly(facts.who.birthDate)) {
    errors.push(plainFault('facts.who.birthDate', 'before_1900'));
  }
  return errors;
}

/**
 * Returns errors for start and end times marked as day-only that fall on another day in the agency's time zone, or that
 * are not the first moment (start) or last minute (end) of their day.
 */
export const dayErrors = ({ facts: { when } }: IntakeBody, { agency }: Policy, now: Date): FieldError[] =>
  apartFromTheirDay(when, agency.timeZone, now).map((end) => ({
    path: `facts.when.${end}`,
    detail: { code: end === 'from' ? 'not_first_moment' : 'not_last_minute', params: { timeZone: agency.timeZone } },
  }));
