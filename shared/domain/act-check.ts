import type { FieldError } from '../errors.ts';
import type { Act } from './act.ts';
import { isTrackingNumber } from './ids.ts';
import { checkCorrection } from './known-facts.ts';
import type { Policy } from './policy.ts';
import type { Report } from './report.ts';

/**
 * What is wrong with an act under a policy, field by field; empty when it may be carried out. The workstation asks
 * before it saves and the server asks again, so that neither has to trust the other.
 */
export function checkAct(
  report: Pick<Report, 'kind' | 'trackingNumber' | 'history' | 'facts' | 'corrections' | 'assignedTo'>,
  act: Act,
  policy: Policy,
): FieldError[] {
  switch (act.kind) {
    case 'approve': {
      const offense = policy.offenses.find((one) => one.code === act.offenseCode);
      return offense?.kind === report.kind
        ? []
        : [{ path: 'offenseCode', message: 'Choose an offense title of this kind of report.' }];
    }
    case 'reject': {
      const reason = policy.reasons.find((one) => one.code === act.reasonCode);
      if (reason === undefined) return [{ path: 'reasonCode', message: 'Choose a reason from the list.' }];
      const errors: FieldError[] = [];
      if (reason.needsDuplicateOf && act.duplicateOf === null) {
        errors.push({ path: 'duplicateOf', message: 'Name the report that this one repeats.' });
      }
      if (!reason.needsDuplicateOf && act.duplicateOf !== null) {
        errors.push({ path: 'duplicateOf', message: 'This reason names no other report.' });
      }
      if (act.duplicateOf !== null && !isTrackingNumber(act.duplicateOf)) {
        errors.push({ path: 'duplicateOf', message: 'This number has a wrong digit. Compare it once more.' });
      }
      if (act.duplicateOf === report.trackingNumber) {
        errors.push({ path: 'duplicateOf', message: 'A report cannot repeat itself.' });
      }
      if (reason.onlyAfterFollowUp && !report.history.some((one) => one.kind === 'follow_up')) {
        errors.push({ path: 'reasonCode', message: 'This reason may only be given after a follow-up.' });
      }
      return errors;
    }
    case 'follow_up': {
      const known = new Set(
        policy.missingItems.filter((one) => one.kinds.includes(report.kind)).map((one) => one.code),
      );
      return act.missing.every((code) => known.has(code))
        ? []
        : [{ path: 'missing', message: 'Choose what is missing from the list.' }];
    }
    case 'log_call':
    case 'grant_appeal':
      return [];
    case 'assign':
      return act.to === (report.assignedTo?.id ?? null)
        ? [{ path: 'to', message: 'The report is there already.' }]
        : [];
    case 'escalate':
      return filled('note', act.note, 'Say why a supervisor should see this.');
    case 'note':
      return filled('note', act.note, 'Write the note.');
    case 'correct':
      return [
        ...checkCorrection(report, act),
        ...filled('note', act.note, 'Say how you know this, for whoever reads it later.'),
      ];
    case 'return':
      return filled('cause', act.cause, 'Say why the decision is taken back.');
    case 'uphold_appeal':
      return filled('note', act.note, 'Tell the person why the decision stands.');
  }
}

const filled = (path: string, text: string, message: string): FieldError[] => (text === '' ? [{ path, message }] : []);
