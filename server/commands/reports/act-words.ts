import type { Act } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';

const CALL_WORDS = {
  reached: 'Reached the person',
  no_answer: 'No answer',
  left_message: 'Left a message',
  wrong_number: 'Wrong number',
} as const;

/** What a supervisor reads as the cause of an act: offense title, reason, what was asked for, or how a call ended. */
export function whyOf(act: Act, policy: Policy, colleague: Report['assignedTo'] = null): string {
  switch (act.kind) {
    case 'approve':
      return offenseOf(act.offenseCode, policy)?.title ?? act.offenseCode;
    case 'reject': {
      const title = reasonOf(act.reasonCode, policy)?.title ?? act.reasonCode;
      return act.duplicateOf === null ? title : `${title} (repeats ${act.duplicateOf})`;
    }
    case 'follow_up':
      return act.missing.map((code) => policy.missingItems.find((one) => one.code === code)?.title ?? code).join(', ');
    case 'log_call':
      return CALL_WORDS[act.outcome];
    case 'escalate':
      return 'For a supervisor';
    case 'assign':
      return colleague === null ? 'Back to everybody' : `To ${colleague.displayName}`;
    case 'note':
      return 'Note';
    case 'correct':
      return act.field;
    case 'return':
      return act.cause;
    case 'uphold_appeal':
      return 'The decision stands';
    case 'grant_appeal':
      return 'To be read again';
  }
}

/** The line in the report's history, at most 500 characters. */
export function summaryOf(act: Act, why: string, caseNumber: string | null): string {
  switch (act.kind) {
    case 'approve':
      return cut(`Approved as ${why}; case number ${caseNumber ?? ''}.`);
    case 'reject':
      return cut(`Rejected: ${why}.`);
    case 'follow_up':
      return cut(`Asked for: ${why}.`);
    case 'log_call':
      return cut(`Call: ${why.toLowerCase()}.`);
    case 'escalate':
      return 'Escalated to the supervisors.';
    case 'assign':
      return cut(act.to === null ? 'Given back to everybody.' : `Handed over. ${why}.`);
    case 'note':
      return 'Note.';
    case 'correct':
      return cut(`Corrected beside the person's words: ${why}.`);
    case 'return':
      return cut(`The decision was taken back: ${why}`);
    case 'uphold_appeal':
      return 'Appeal: the decision stands.';
    case 'grant_appeal':
      return 'Appeal: the report is read again.';
  }
}

/** The parts of a policy that an act rests on, besides the wording that its letter's hash covers. */
export function usedOf(act: Act, policy: Policy): unknown {
  switch (act.kind) {
    case 'approve':
      return offenseOf(act.offenseCode, policy);
    case 'reject':
      return reasonOf(act.reasonCode, policy);
    case 'follow_up':
      return policy.missingItems.filter((one) => act.missing.includes(one.code));
    case 'log_call':
    case 'escalate':
    case 'assign':
    case 'note':
    case 'correct':
    case 'return':
    case 'uphold_appeal':
    case 'grant_appeal':
      return null;
  }
}

const offenseOf = (code: string, policy: Policy) => policy.offenses.find((one) => one.code === code);
const reasonOf = (code: string, policy: Policy) => policy.reasons.find((one) => one.code === code);
const cut = (text: string) => (text.length <= 500 ? text : `${text.slice(0, 499)}…`);
