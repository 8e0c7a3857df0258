import type { Act } from '#shared/domain/act.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { MessageFile } from '#shared/domain/message-file.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';

type Known = {
  caseNumber?: string | null;
  colleague?: Report['assignedTo'];
  /** Whether the officer decides an appeal against their own decision, because nobody else may. */
  isAlone?: boolean;
  /** The files of a message, as they were stored. */
  files?: readonly MessageFile[];
};

/** The event that an act adds to the report's history and to the list of decisions. */
export function eventOf(
  act: Act,
  { limits, times }: Policy,
  { caseNumber = null, colleague = null, isAlone = false, files = [] }: Known,
): HistoryEvent {
  switch (act.kind) {
    case 'approve':
      return {
        code: 'approved',
        params: {
          offenseCode: act.offenseCode,
          caseNumber: caseNumber ?? '',
          ...(act.anyway === undefined ? {} : { anyway: act.anyway }),
        },
      };
    case 'reject': {
      const { reasonCode, duplicateOf } = act;
      return duplicateOf === null
        ? { code: 'rejected', params: { reasonCode } }
        : { code: 'rejected_duplicate', params: { reasonCode, duplicateOf } };
    }
    case 'follow_up':
      return {
        code: 'asked',
        params: {
          missing: act.missing,
          ...(act.question === undefined ? {} : { question: act.question }),
          replyDays: limits.replyDays,
          countIn: times.countIn,
        },
      };
    case 'log_call':
      return { code: 'called', params: { outcome: act.outcome } };
    case 'escalate':
      return { code: 'escalated', params: {} };
    case 'assign':
      return colleague === null
        ? { code: 'unassigned', params: {} }
        : { code: 'assigned', params: { name: colleague.displayName } };
    case 'note':
      return { code: act.noAnswerNeeded === true ? 'no_answer_needed' : 'noted', params: {} };
    case 'message':
      return {
        code: 'message_sent',
        params:
          files.length === 0
            ? {}
            : { files: files.map(({ id, name, bytes, sha256 }) => ({ id, name, bytes, sha256 })) },
      };
    case 'correct':
      return { code: 'corrected', params: { field: act.field } };
    case 'return':
      return { code: 'returned', params: { cause: act.cause } };
    case 'uphold_appeal':
      return { code: isAlone ? 'appeal_upheld_alone' : 'appeal_upheld', params: {} };
    case 'grant_appeal':
      return { code: isAlone ? 'appeal_granted_alone' : 'appeal_granted', params: {} };
  }
}

/** Returns the parts of a policy that an act depends on, except the wording, which is covered by the letter's hash. */
export function usedOf(act: Act, policy: Policy): unknown {
  switch (act.kind) {
    case 'approve':
      return offenseOf(act.offenseCode, policy);
    case 'reject':
      return reasonOf(act.reasonCode, policy);
    case 'follow_up':
      return policy.missingItems.filter((one) => act.missing.includes(one.code));
    case 'log_call':
    case 'message':
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
