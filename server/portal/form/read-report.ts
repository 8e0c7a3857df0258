import { type IntakeBody, intakeBody } from '#shared/api.ts';
import { fieldAt } from '#shared/domain/fact-paths.ts';
import type { Offense, Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { answeredYesIn } from '../screening/screening.ts';
import type { CityMap } from '../site/city-map.ts';
import type { PortalText } from '../site/text.ts';
import { type Draft, type FieldError, formName } from './draft.ts';
import { createReader } from './field-reader.ts';
import { wordsFor } from './question.tsx';
import { readGroup } from './read-fields.ts';
import { readItems } from './read-what.ts';
import { readWhen } from './read-when.ts';
import { readWhere } from './read-where.ts';
import { readWho } from './read-who.ts';

/**
 * A complete report, or the errors. The report says that the current notice was accepted, but whether the person
 * accepted it is checked only by `noticeError`.
 */
export type ReadReport = { ok: true; body: IntakeBody } | { ok: false; fieldErrors: readonly FieldError[] };

/** The offense titles offered to the person. */
export function offensesOf(policy: Policy, kind: ReportKind): Offense[] {
  return policy.offenses.filter((one) => one.kind === kind);
}

/** Value of the choice "none of these, or not sure"; no offense code looks like this. */
export const UNSURE = '?';

type Around = { kind: ReportKind; policy: Policy; city: CityMap | null; text: PortalText; now: Date };

/** Converts a filled-in form to the intake's input, or returns an error per field in the person's language. */
export function readReport(draft: Draft, around: Around): ReadReport {
  const { kind, policy, text, now } = around;

  const reader = createReader(draft, text, (field) => nameOf(field, kind, text));
  const offenses = offensesOf(policy, kind);
  const chosen =
    offenses.length > 1
      ? reader.choice('offense', [...offenses.map((one) => one.code), UNSURE], text.t('portal-errors.offense'))
      : offenses[0]?.code;
  const reading = { draft, reader, text, kind };
  const items = kind === 'fraud' ? [] : readItems(reading);
  const fraud = kind === 'fraud' ? readGroup('fraud', 'fraud', reading) : null;
  const when = readWhen(draft, reader, { zone: policy.agency.timeZone, now }, text);
  const where = readWhere(reading, around);
  const how = reader.paragraph('how', policy.limits.narrativeCharacters);
  if (how === '') reader.complain('how', text.t('portal-errors.how'));
  const who = readWho(reading, policy, now);
  if (reader.fieldErrors.length > 0 || when === null) {
    const fieldErrors = reader.fieldErrors.map(({ field, message, about = aboutWhat(field, kind, text) }) => {
      return { field, message, about };
    });
    return { ok: false, fieldErrors };
  }

  const answeredYes = answeredYesIn(draft, kind, policy, text);
  const parsed = intakeBody.safeParse({
    kind,
    offenseCode: chosen === undefined || chosen === null || chosen === UNSURE ? null : chosen,
    facts: { who, items, fraud, when, where, how, ...(answeredYes.length === 0 ? {} : { answeredYes }) },
    notice: { version: policy.notice.version, language: text.lang, accepted: true },
  } satisfies IntakeBody);
  if (parsed.success) return { ok: true, body: parsed.data };
  // The readers require at least what the schema requires. If they ever differ, show the schema's errors instead of
  // silently losing the report.
  const fieldErrors = parsed.error.issues.map((issue) => ({
    field: fieldOfIssue(issue.path),
    message: text.t('portal-errors.invalid'),
  }));
  return { ok: false, fieldErrors };
}

/** Names which of two times, or of several items, an error is about, because their messages are the same. */
function aboutWhat(field: string, kind: ReportKind, text: PortalText): string | undefined {
  if (field.startsWith('when.from')) return text.t(`portal-kinds.${kind}.from`);
  if (field.startsWith('when.to')) return text.t(`portal-kinds.${kind}.to`);
  const slot = /^items\.(\d{1,2})\./.exec(field)?.[1];
  return slot === undefined ? undefined : text.t('portal-form.fields.item', { number: Number(slot) + 1 });
}

/** What the form calls a field, with the number of its item. */
function nameOf(field: string, kind: ReportKind, text: PortalText): string | undefined {
  const own: Readonly<Record<string, string>> = {
    how: text.t('portal-form.fields.how.label'),
    'who.actsFor.name': text.t('portal-form.fields.actsFor.name'),
    'who.actsFor.relation': text.t('portal-form.fields.actsFor.relation.label'),
  };
  const asked = fieldAt(field) ?? fieldAt(`${field}Cents`);
  const label = own[field] ?? wordsFor(text, asked?.ask?.label, kind);
  return [aboutWhat(field, kind, text), label].filter((one) => one !== undefined).join(', ') || undefined;
}

/** Returns the error about accepting the notice, or null when the person accepted the current one. */
export function noticeError(draft: Draft, policy: Policy, text: PortalText): FieldError | null {
  if (draft.noticeVersion !== policy.notice.version)
    return { field: 'notice', message: text.t('portal-errors.noticeChanged') };
  return draft.notice === 'yes' ? null : { field: 'notice', message: text.t('portal-errors.notice') };
}

function fieldOfIssue(path: readonly PropertyKey[]): string {
  const steps = path.filter((step) => step !== 'facts').map(String);
  if (steps[0] === 'when') return steps[1] === 'to' ? 'when.toDate' : 'when.fromDate';
  return formName(steps.join('.'));
}
