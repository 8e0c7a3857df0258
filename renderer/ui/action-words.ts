import type { KeyAction } from '#shared/domain/keys.ts';
import { t } from '../t.ts';

/** What each action does, in the words of the dialog of keys and of the settings. */
export const ACTION_WORDS: Readonly<Record<KeyAction, string>> = {
  next: t('Next report'),
  previous: t('Previous report'),
  approve: t('Approve'),
  reject: t('Reject'),
  follow_up: t('Follow up'),
  log_call: t('Log a call'),
  note: t('Add a note for colleagues'),
  assign: t('Hand over to a colleague, take it yourself, or give it back to everybody'),
  escalate: t('Escalate: give it up to the supervisors'),
  correct: t('Put a better value beside what the person told'),
  return: t('Take back a decision that was sent; while comparing: unlink'),
  uphold_appeal: t('Appeal: uphold the decision (supervisors)'),
  grant_appeal: t('Appeal: grant it, so that the report is read again (supervisors)'),
  compare: t('Compare with a report that it may repeat'),
  same: t('While comparing: the same incident, keep both'),
  related: t('While comparing: related, but another incident'),
  not_same: t('While comparing: not the same; it is never suggested again'),
  swap: t('While comparing: swap the two, so that the other is the one decided about'),
  choose: t('Choose the report for something that is done with several'),
  undo: t('Undo the last decision while its clock runs'),
  search: t('Search'),
  go: t('Go to a page: then its letter'),
  keys: t('Show these keys'),
};
