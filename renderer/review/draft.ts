import type { Act, ActKind, Overridden } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { Draft } from '#shared/domain/draft.ts';
import { countsAsDuplicate, isAnotherWitness, LIKELY_DUPLICATE } from '#shared/domain/duplicate.ts';
import { fieldAt } from '#shared/domain/fact-paths.ts';
import { TRACKING_NUMBER_PATTERN } from '#shared/domain/ids.ts';
import { missingCodes } from '#shared/domain/missing.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report, ReportKind } from '#shared/domain/report.ts';
import { valueTyped } from '#shared/domain/typed-value.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { approvedTwin, isSureTwin } from '#shared/nibrs/check.ts';
import { unansweredDanger } from '#shared/screening/danger-gate.ts';
import type { HintCode } from '#shared/screening/hint.ts';
import { suggestOffense } from '#shared/screening/suggest-offense.ts';
import { openRequirements, TWIN } from '../model/requirements.ts';
import { t } from '../t.ts';
import { fieldSentence } from '../wording/error-words.ts';

/** Returns the initial form. Choices that follow from the report are preselected, but never a reason. */
export function startDraft(report: Report, policy: Policy, hints: ReportView['hints'] = []): Draft {
  const right = rightTitle(report, policy, hints);
  const offense = policy.offenses.find(({ code, kind }) => code === report.offenseCode && kind === report.kind);
  const ofKind = policy.offenses.filter(({ kind }) => kind === report.kind);
  const only = ofKind.length === 1 ? ofKind[0] : undefined;
  return {
    offenseCode: (offense ?? only)?.code ?? null,
    reasonCode: null,
    duplicateOf: '',
    missing: missingCodes(report, policy),
    outcome: null,
    ...(right === null ? {} : { rightOffense: right }),
    note: '',
  };
}

const KIND_READ: Partial<Record<HintCode, ReportKind>> = {
  reads_as_larceny: 'larceny',
  reads_as_lost: 'lost_property',
  reads_as_damage: 'vandalism',
  reads_as_fraud: 'fraud',
};

/**
 * Suggests the offense title if a flag says that the report reads as another kind: that kind's only title, or the title
 * that the facts suggest.
 */
function rightTitle(report: Report, { offenses }: Policy, hints: ReportView['hints']): string | null {
  const kind = hints.flatMap(({ code, wrong }) => (wrong ? [] : (KIND_READ[code] ?? [])))[0];
  const ofKind = offenses.filter((one) => one.kind === kind);
  if (kind === undefined || ofKind.length === 0) return null;
  const only = ofKind.length === 1 ? ofKind[0] : undefined;
  return (only ?? suggestOffense({ ...report, kind }, null, offenses))?.code ?? null;
}

/** Returns the values that a comparison fills in when a report is rejected as a duplicate or reopened. */
export function filledIn(kind: 'reject' | 'return', primaryNumber: string, policy: Policy): Partial<Draft> {
  if (kind === 'return') return { cause: t('review.notADuplicateOf', { primaryNumber }), notDuplicate: true };
  const reason = policy.reasons.find(({ needsDuplicateOf }) => needsDuplicateOf);
  return reason === undefined ? {} : { reasonCode: reason.code, duplicateOf: primaryNumber };
}

/**
 * Returns what is left of a saved draft when its form opens again: everything that was typed or checked, but none of the
 * choices that decide. Otherwise, two keys would send a choice that nobody has looked at since.
 */
export function restored(kept: Draft, start: Draft): Draft {
  const { rightOffense: _title, notDuplicate: _not, noAnswerNeeded: _settled, to: _to, danger: _way, ...typed } = kept;
  const { offenseCode, reasonCode, outcome } = start;
  return { ...typed, offenseCode, reasonCode, outcome };
}

/**
 * Returns a form's initial values: the saved draft plus `filled`, which comes from the comparison. Those values replace
 * choices in the draft, but never text that someone wrote.
 */
export function openingDraft(start: Draft, kept: Draft | null, filled: Partial<Draft> = {}): Draft {
  const cause = kept?.cause?.trim() ? kept.cause : (filled.cause ?? kept?.cause);
  return { ...(kept ?? start), ...filled, ...(cause === undefined ? {} : { cause }) };
}

/** Lets a rejection letter name the original report if both are certainly by the same person. */
export function withName(act: Act | null, duplicates: readonly ShownDuplicate[]): Act | null {
  if (act?.kind !== 'reject' || act.duplicateOf === null) return act;
  return mayBeNamed(act.duplicateOf, duplicates) ? { ...act, namesDuplicate: true } : act;
}

/** Whether a letter may name this report: it must be by the same person and not be a duplicate itself. */
export const mayBeNamed = (number: string, duplicates: readonly ShownDuplicate[]): boolean =>
  duplicates.some((one) => one.samePerson && one.trackingNumber === number && one.primaryNumber === number);

/** Maximum number of reports to choose from; more would not help. */
const MOST_STAYING = 5;

/**
 * Returns the reports that this one may be rejected as a duplicate of, each listed once, approved ones first. Excludes
 * those that an officer dismissed, other incidents by the same person, reports by other witnesses, duplicates of this
 * report, and reports that would not stay on file themselves.
 */
export function mayStay({ trackingNumber }: Report, duplicates: readonly ShownDuplicate[]): ShownDuplicate[] {
  const staying = new Map<string, ShownDuplicate>();
  for (const one of duplicates) {
    if (!countsAsDuplicate(one) || isAnotherWitness(one) || one.primaryNumber === trackingNumber || !one.stays)
      continue;
    if (!staying.has(one.primaryNumber) || one.primaryNumber === one.trackingNumber)
      staying.set(one.primaryNumber, one);
  }
  const rank = ({ other }: ShownDuplicate) => (other?.state === 'approved' ? 0 : 1);
  return [...staying.values()].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_STAYING);
}

/**
 * Returns the report that this one is most plausibly a duplicate of, by anyone; null if several are equally plausible.
 * For an officer who has already chosen that reason, so reports by other reporters are included.
 */
export function onlyPrimary({ trackingNumber }: Report, duplicates: readonly ShownDuplicate[]): string | null {
  const numbers = (least: number) =>
    new Set(
      duplicates.flatMap((one) => {
        const may = countsAsDuplicate(one) && one.stays && one.primaryNumber !== trackingNumber;
        return may && (one.state === 'same' || one.probability >= least) ? [one.primaryNumber] : [];
      }),
    );
  const likely = numbers(LIKELY_DUPLICATE);
  const [first, second] = likely.size > 0 ? likely : numbers(0);
  return second === undefined ? (first ?? null) : null;
}

/** Returns the approved report that is surely about the same incident, about which an approval must say why it isn't. */
export function sureTwin(duplicates: readonly ShownDuplicate[]): ShownDuplicate | null {
  const twin = approvedTwin(duplicates);
  return twin !== undefined && isSureTwin(twin) ? twin : null;
}

/**
 * Whether a reason's letter asks the reporter to file a new report. The letter should then name the title to choose.
 */
export const asksForRightTitle = (reasonCode: string | null, { reasons }: Policy): boolean =>
  Object.values(reasons.find(({ code }) => code === reasonCode)?.action ?? {}).some((text) =>
    text?.includes('{new_report}'),
  );

/**
 * The value for the officer's choice to name no title in the letter. Without a value, the officer hasn't chosen yet.
 */
export const NO_TITLE = '-';

/** The act described by a form, or null while the form is too incomplete to render the letter. */
export function actOf(kind: ActKind, draft: Draft, policy: Policy): Act | null {
  const act = withoutDanger(kind, draft, policy);
  if (act === null || act.kind === 'escalate' || draft.danger === undefined) return act;
  const because = draft.danger === 'not_danger' ? inOneLine(draft.dangerBecause ?? '') : '';
  return { ...act, danger: { way: draft.danger, ...(because === '' ? {} : { because }) } };
}

function withoutDanger(kind: ActKind, draft: Draft, policy: Policy): Act | null {
  const note = draft.note.trim();
  switch (kind) {
    case 'approve':
      return draft.offenseCode === null ? null : { kind, offenseCode: draft.offenseCode, ...anywayOf(draft), note };
    case 'reject': {
      if (draft.reasonCode === null) return null;
      const needsOther = policy.reasons.find(({ code }) => code === draft.reasonCode)?.needsDuplicateOf === true;
      const other = draft.duplicateOf.trim().toUpperCase();
      const duplicateOf = needsOther && TRACKING_NUMBER_PATTERN.test(other) ? other : null;
      const right = asksForRightTitle(draft.reasonCode, policy) ? draft.rightOffense : undefined;
      const rightOffense = right === undefined || right === NO_TITLE ? {} : { rightOffense: right };
      return { kind, reasonCode: draft.reasonCode, duplicateOf, ...rightOffense, note };
    }
    case 'follow_up':
      return askedOf(draft, note);
    case 'log_call':
      return draft.outcome === null ? null : { kind, outcome: draft.outcome, note };
    case 'message':
      return {
        kind,
        ...(draft.files === undefined || draft.files.length === 0 ? {} : { files: [...draft.files] }),
        note,
      };
    case 'note':
      return draft.noAnswerNeeded === true ? { kind, noAnswerNeeded: true, note } : { kind, note };
    case 'escalate':
    case 'uphold_appeal':
    case 'grant_appeal':
      return { kind, note };
    case 'return': {
      const cause = (draft.cause ?? '').trim();
      if (cause === '') return null;
      return draft.notDuplicate === true ? { kind, cause, notDuplicate: true, note } : { kind, cause, note };
    }
    case 'assign':
      return draft.to === undefined ? null : { kind, to: draft.to, note };
    case 'correct': {
      const value = draft.field === undefined ? undefined : valueTyped(draft.field, draft.value ?? '');
      return draft.field === undefined || value === undefined ? null : { kind, field: draft.field, value, note };
    }
  }
}

function askedOf({ missing, question = '' }: Draft, note: string): Act | null {
  const own = inOneLine(question);
  if (missing.length === 0 && own === '') return null;
  return { kind: 'follow_up', missing: [...missing], ...(own === '' ? {} : { question: own }), note };
}

const inOneLine = (typed: string): string => typed.replace(/\s+/g, ' ').trim();

function anywayOf({ anyway = {} }: Draft): { anyway?: Overridden } {
  const answers = Object.entries(anyway).flatMap(([hint, typed]) => {
    const because = inOneLine(typed);
    return because === '' ? [] : [{ hint, because }];
  });
  return answers.length === 0 ? {} : { anyway: answers };
}

/**
 * The requirements that an approval must answer. Danger is asked about in every form, so an approval does not ask about
 * its flag a second time.
 */
export function requirementsOf({ report, hints }: Pick<ReportView, 'report' | 'hints'>, policy: Policy) {
  const open = openRequirements({ report, hints }, policy);
  if (open.every(({ hint }) => hint.code !== 'danger') || unansweredDanger(report, policy).length === 0) return open;
  return open.filter(({ hint }) => hint.code !== 'danger');
}

const INCOMPLETE: Record<ActKind, FieldError> = {
  approve: plainFault('offenseCode', 'offense_missing'),
  reject: plainFault('reasonCode', 'reason_missing'),
  follow_up: plainFault('missing', 'asked_for_nothing'),
  log_call: plainFault('outcome', 'outcome_missing'),
  message: plainFault('note', 'message_missing'),
  escalate: plainFault('note', 'escalation_cause_missing'),
  assign: plainFault('to', 'colleague_missing'),
  note: plainFault('note', 'note_missing'),
  correct: plainFault('field', 'correction_field_missing'),
  return: plainFault('cause', 'reopening_cause_missing'),
  uphold_appeal: plainFault('note', 'upholding_cause_missing'),
  grant_appeal: plainFault('note', 'note_missing'),
};

const mistypedValue = (field: string): FieldError =>
  fieldAt(field)?.kind === 'money'
    ? { path: 'value', detail: { code: 'wrong_format', params: { format: 'money' } } }
    : plainFault('value', 'value_of_other_kind');

/** Returns what prevents a form from being sent, by field; empty if nothing does. */
export function draftErrors(
  kind: ActKind,
  draft: Draft,
  { report, hints, duplicates = [] }: Pick<ReportView, 'report' | 'hints'> & Partial<Pick<ReportView, 'duplicates'>>,
  policy: Policy,
): FieldError[] {
  const act = actOf(kind, draft, policy);
  if (act === null) {
    const mistyped = kind === 'correct' ? draft.field : undefined;
    return [mistyped === undefined ? INCOMPLETE[kind] : mistypedValue(mistyped)];
  }
  const mistyped = act.kind === 'reject' && act.duplicateOf === null && draft.duplicateOf.trim() !== '';
  const errors = checkAct(report, act, policy).map((error) =>
    mistyped && error.path === 'duplicateOf' ? plainFault('duplicateOf', 'tracking_number') : error,
  );
  if (act.kind === 'reject' && asksForRightTitle(act.reasonCode, policy) && draft.rightOffense === undefined) {
    return [...errors, plainFault('rightOffense', 'right_title_missing')];
  }
  if (act.kind !== 'approve') return errors;
  const answered = new Set(act.anyway?.map(({ hint }) => hint));
  const open = requirementsOf({ report, hints }, policy).filter(({ hint }) => !answered.has(hint.code));
  if (sureTwin(duplicates) !== null && !answered.has(TWIN))
    errors.push(plainFault(`anyway.${TWIN}`, 'twin_cause_missing'));
  return [...errors, ...open.map(({ hint }) => plainFault(`anyway.${hint.code}`, 'override_cause_missing'))];
}

/** The error message for a field; paths from the main process may begin with `act.`. */
export function errorFor(errors: readonly FieldError[], path: string): string | undefined {
  const found = errors.find((error) => error.path.replace(/^act\./, '').split('.')[0] === path);
  return found && fieldSentence(found);
}
