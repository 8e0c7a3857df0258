import type { Act } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';

const CALL_WORDS = {
  reached: 'Reached the person',
  no_answer: 'No answer',
  left_message: 'Left a message',
  wrong_number: 'Wrong number',
} as const;

/** What a supervisor reads as the cause of an act: offense title, reason, what was asked for, or how a call ended. */
export function whyOf(act: Act, policy: Policy): string {
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
      return null;
  }
}

const offenseOf = (code: string, policy: Policy) => policy.offenses.find((one) => one.code === code);
const reasonOf = (code: string, policy: Policy) => policy.reasons.find((one) => one.code === code);
const cut = (text: string) => (text.length <= 500 ? text : `${text.slice(0, 499)}…`);
