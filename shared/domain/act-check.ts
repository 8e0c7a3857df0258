import type { FieldError } from '../errors.ts';
import type { Act } from './act.ts';
import type { Policy } from './policy.ts';
import type { Report } from './report.ts';

/**
 * What is wrong with an act under a policy, field by field; empty when it may be carried out. The workstation asks
 * before it saves and the server asks again, so that neither has to trust the other.
 */
export function checkAct(
  report: Pick<Report, 'kind' | 'trackingNumber' | 'history'>,
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
      return [];
  }
}
