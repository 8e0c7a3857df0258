/**
 * Fixed words in letters, in addition to the agency's own wording. `{page}` and `{pages}` are filled in when the pages
 * are rendered.
 */
export const letters = {
  'letters.page': 'page {page} of {pages}',
  'letters.unprintable': 'A box (□) stands for a character that could not be printed here.',
  'letters.sameInEnglish': 'The same letter in English:',
  // After “About your report T26-000001-0: …”
  'letters.notApproved': 'we could not approve it',
  'letters.closed': 'we closed it',
  'letters.unnamed': 'Sir or Madam',
  'letters.newReportOnPaper': 'Please file a new report of the right kind. You can start it on this page:\n{form}',
  'letters.codeOnPaper':
    'You can also choose “Check your report’s status” on our online reports page, and enter your tracking number, {tracking}, and this private access code: [access code]',
  'letters.codeOnFirstCopy':
    'This is a copy. The private access code for the page is in the letter that we printed first; your tracking number is {tracking}.',
  'letters.digestSubject': 'Online reports, week of {from}',
  'letters.digestLead': 'Online reports at {agency}, {from} to {to}:',
  'letters.digestReceived': 'Received: {received}. Decided: {decided}.',
  'letters.digestOverdue': 'Overdue now: {overdue}.',
  'letters.digestLate': 'Reporters told that our answer is late: {late}.',
  'letters.digestMessages': 'Overdue messages now: {messages}.',
  'letters.digestAppeals': 'Appeals waiting for a decision: {appeals}.',
  'letters.digestSamples':
    'Decisions waiting for a second review: {samples}. They are included in the decisions above; appeals of them are not counted yet.',
  'letters.digestDrafts': 'Policy drafts waiting to be reviewed and published: {drafts}.',
  'letters.digestLetters': 'Letters that couldn’t be e-mailed: {failed}. Letters waiting to be printed now: {print}.',
  'letters.digestSignIns':
    'Failed sign-ins: {failures}. Times an account was locked or slowed because of them: {locks}.',
  'letters.digestChainIntact': 'Audit log: intact when last checked on {checked}.',
  'letters.digestChainBroken': 'Audit log: BROKEN when checked on {checked}. Tell your IT staff now.',
  'letters.digestChainUnchecked': 'Audit log: not checked yet.',
  'letters.digestEnd': 'The Figures page in P2C Review has the details. This message names no one who filed a report.',
  'letters.dangerSubject': 'May be urgent: report {number}',
  'letters.dangerText': 'Report {number} was received online and may indicate danger: {what}.',
  'letters.dangerAgain': 'No one has opened it yet. This is reminder {times}.',
  'letters.dangerEnd': 'Open it in P2C Review. This message contains nothing that the reporter wrote.',
  'letters.danger.in_progress': 'happening now',
  'letters.danger.threat': 'a threat',
  'letters.danger.self_harm': 'self-harm',
  'letters.danger.weapon': 'a weapon',
  'letters.danger.child': 'a child',
} as const;
