import { type FieldError, plainFault } from '../field-error.ts';
import { dangerFaults } from '../screening/danger-gate.ts';
import { mustAccept } from '../screening/must-accept.ts';
import type { Act } from './act.ts';
import { inLanguage } from './by-language.ts';
import { isTrackingNumber } from './ids.ts';
import { checkCorrection } from './known-facts.ts';
import type { Policy } from './policy.ts';
import type { Report } from './report.ts';

type Checked = Pick<
  Report,
  'kind' | 'trackingNumber' | 'history' | 'facts' | 'corrections' | 'assignedTo' | 'offenseCode' | 'receivedAt'
>;

/**
 * Returns the problems with an act under a policy, by field; empty when the act is valid. The workstation checks before
 * saving and the server checks again, so that neither has to trust the other.
 */
export const checkAct = (report: Checked, act: Act, policy: Policy): FieldError[] => [
  ...dangerFaults(report, act, policy),
  ...ownFaults(report, act, policy),
];

/** The problems that only this kind of act can have. */
function ownFaults(report: Checked, act: Act, policy: Policy): FieldError[] {
  switch (act.kind) {
    case 'approve': {
      const offense = policy.offenses.find((one) => one.code === act.offenseCode);
      return offense?.kind === report.kind ? [] : [plainFault('offenseCode', 'offense_of_other_kind')];
    }
    case 'reject': {
      const reason = policy.reasons.find((one) => one.code === act.reasonCode);
      if (reason === undefined) return [plainFault('reasonCode', 'reason_missing')];
      const errors: FieldError[] = [];
      const must = mustAccept(report, policy).find(({ reasons }) => reasons.includes(reason.code));
      if (must !== undefined) {
        const params = { rule: inLanguage(must.rule, policy) };
        errors.push({ path: 'reasonCode', detail: { code: 'must_accept', params } });
      }
      if (reason.needsDuplicateOf && act.duplicateOf === null) {
        errors.push(plainFault('duplicateOf', 'duplicate_missing'));
      }
      if (!reason.needsDuplicateOf && act.duplicateOf !== null) {
        errors.push(plainFault('duplicateOf', 'duplicate_not_wanted'));
      }
      if (act.duplicateOf !== null && !isTrackingNumber(act.duplicateOf)) {
        errors.push(plainFault('duplicateOf', 'check_digit'));
      }
      if (act.duplicateOf === report.trackingNumber) {
        errors.push(plainFault('duplicateOf', 'duplicate_of_itself'));
      }
      if (act.rightOffense !== undefined && policy.offenses.every(({ code }) => code !== act.rightOffense)) {
        errors.push(plainFault('rightOffense', 'offense_missing'));
      }
      if (reason.onlyAfterFollowUp && !report.history.some((one) => one.kind === 'follow_up')) {
        errors.push(plainFault('reasonCode', 'only_after_follow_up'));
      }
      return errors;
    }
    case 'follow_up': {
      if (act.missing.length === 0 && act.question === undefined) return [plainFault('missing', 'asked_for_nothing')];
      const known = new Set(
        policy.missingItems.filter((one) => one.kinds.includes(report.kind)).map((one) => one.code),
      );
      return act.missing.every((code) => known.has(code)) ? [] : [plainFault('missing', 'asked_for_unknown')];
    }
    case 'log_call':
    case 'grant_appeal':
      return [];
    case 'assign':
      return act.to === (report.assignedTo?.id ?? null) ? [plainFault('to', 'assigned_already')] : [];
    case 'escalate':
      return filled('note', act.note, 'escalation_cause_missing');
    case 'message':
      return filled('note', act.note, 'message_missing');
    case 'note':
      return filled('note', act.note, 'note_missing');
    case 'correct':
      return [...checkCorrection(report, act), ...filled('note', act.note, 'correction_cause_missing')];
    case 'return':
      return filled('cause', act.cause, 'reopening_cause_missing');
    case 'uphold_appeal':
      return filled('note', act.note, 'upholding_cause_missing');
  }
}

const filled = (path: string, text: string, code: Parameters<typeof plainFault>[1]): FieldError[] =>
  text === '' ? [plainFault(path, code)] : [];
