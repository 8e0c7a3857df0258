import type { KeyAction } from '#shared/domain/keys.ts';

/** What each action does, in the words of the dialog of keys and of the settings. */
export const ACTION_WORDS: Readonly<Record<KeyAction, string>> = {
  next: 'Next report',
  previous: 'Previous report',
  approve: 'Approve',
  reject: 'Reject',
  follow_up: 'Follow up',
  log_call: 'Log a call',
  note: 'Add a note for colleagues',
  assign: 'Hand over to a colleague, take it yourself, or give it back to everybody',
  escalate: 'Escalate: give it up to the supervisors',
  correct: 'Put a better value beside what the person told',
  return: 'Take back a decision that was sent',
  uphold_appeal: 'Appeal: uphold the decision (supervisors)',
  grant_appeal: 'Appeal: grant it, so that the report is read again (supervisors)',
  compare: 'Compare with a report that it may repeat',
  same: 'While comparing: the same incident, keep both',
  related: 'While comparing: related, but another incident',
  not_same: 'While comparing: not the same; it is never suggested again',
  choose: 'Choose the report for something that is done with several',
  undo: 'Undo the last decision while its clock runs',
  search: 'Search',
  go: 'Go to a page: then its letter',
  keys: 'Show these keys',
};
