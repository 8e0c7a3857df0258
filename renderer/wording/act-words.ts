import type { Act } from '#shared/domain/act.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { t } from '../t.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { CALL_WORDS } from './words.ts';

type FollowUp = Extract<Act, { kind: 'follow_up' }>;

/** The requested items and the officer's own question, in one line. */
export const askedFor = ({ missing, question }: Pick<FollowUp, 'missing' | 'question'>, titles: PolicyTitles): string =>
  [...titles.missing(missing), ...(question === undefined ? [] : [t('ui.quoted', { words: question })])].join(', ');

/** Returns a one-line summary of an act: the offense title, the reason, the requested items, or the outcome of a call. */
export function actWords(act: Act, titles: PolicyTitles): string {
  switch (act.kind) {
    case 'approve':
      return titles.offense(act.offenseCode);
    case 'reject': {
      const reason = titles.reason(act.reasonCode);
      return act.duplicateOf === null
        ? reason
        : t('ui.reasonDuplicateOfDuplicateOf', { reason, duplicateOf: act.duplicateOf });
    }
    case 'follow_up':
      return askedFor(act, titles);
    case 'log_call':
      return CALL_WORDS[act.outcome];
    case 'assign':
      return act.to === null ? t('ui.unassigned') : t('ui.toAnotherOfficer');
    case 'correct':
      return `${fieldWords(act.field)}: ${valueWords(act.field, act.value)}`;
    case 'return':
      return act.cause;
    case 'message':
      return act.files === undefined ? act.note : t('ui.noteWithNFiles', { note: act.note, n: act.files.length });
    case 'escalate':
    case 'note':
    case 'uphold_appeal':
    case 'grant_appeal':
      return act.note;
  }
}
