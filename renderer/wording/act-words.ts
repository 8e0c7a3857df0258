import type { Act } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { t } from '../t.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { CALL_WORDS } from './words.ts';

/** What an act says, in one line: the offense title, the reason, what was asked for, how the call ended. */
export function actWords(act: Act, policy: Policy | null): string {
  switch (act.kind) {
    case 'approve':
      return policy?.offenses.find(({ code }) => code === act.offenseCode)?.title ?? act.offenseCode;
    case 'reject': {
      const reason = policy?.reasons.find(({ code }) => code === act.reasonCode)?.title ?? act.reasonCode;
      return act.duplicateOf === null
        ? reason
        : t('ui.reasonRepeatsDuplicateof', { reason, duplicateOf: act.duplicateOf });
    }
    case 'follow_up':
      return act.missing
        .map((code) => policy?.missingItems.find((item) => item.code === code)?.title ?? code)
        .join(', ');
    case 'log_call':
      return CALL_WORDS[act.outcome];
    case 'assign':
      return act.to === null ? t('ui.backToEverybody') : t('ui.toAColleague');
    case 'correct':
      return `${fieldWords(act.field)}: ${valueWords(act.field, act.value)}`;
    case 'return':
      return act.cause;
    case 'escalate':
    case 'note':
    case 'uphold_appeal':
    case 'grant_appeal':
      return act.note;
  }
}
