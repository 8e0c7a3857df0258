/** What happened to a report, by event code. */
export const history = {
  'history.filed': 'Report filed.',
  'history.filed_confirmed': 'Report filed; e-mail address confirmed.',
  'history.refiled': 'Filed again, replacing {insteadOf}.',
  'history.refiled_confirmed': 'Filed again, replacing {insteadOf}; e-mail address confirmed.',
  'history.approved': 'Approved as {offense}; case number {caseNumber}.',
  'history.rejected': 'Rejected: {reason}.',
  'history.rejected_duplicate': 'Rejected: {reason} (duplicate of {duplicateOf}).',
  'history.asked': 'Asked for: {missing}.',
  'history.askedQuestion': 'Asked: “{question}”',
  'history.askedBoth': 'Asked for: {missing}. Asked: “{question}”',
  'history.called':
    'Call: {outcome, select, reached {reached the reporter} no_answer {no answer} left_message {left a message} other {wrong number}}.',
  'history.courtesy':
    'Courtesy contact: {outcome, select, reached {reached the reporter} left_message {left a message} wrote {wrote to the reporter} other {couldn’t reach the reporter}}.',
  'history.escalated': 'Escalated to supervisor.',
  'history.assigned': 'Assigned to {name}.',
  'history.unassigned': 'Unassigned.',
  'history.noted': 'Note added.',
  'history.no_answer_needed': 'No answer needed to the reporter’s messages.',
  'history.message_sent':
    '{files, plural, =0 {Message to the reporter.} one {Message to the reporter with # file.} other {Message to the reporter with # files.}}',
  'history.fileSent': '{name} ({size}), SHA-256 {hash}',
  'history.message_received':
    'Message from the reporter{files, plural, =0 {} one {, with # file} other {, with # files}}.',
  'history.link_mailed': 'The link to the report’s page was e-mailed again at the reporter’s request.',
  'history.told_late': 'The reporter was notified of a delay.',
  'history.rms_number': 'Number in the records system: {number}.',
  'history.corrected': 'Correction: {field}.',
  'history.returned': 'Reopened: {cause}',
  'history.appealed': 'The reporter asked for a review of the decision.',
  'history.appeal_upheld': 'Appeal: the decision was kept.',
  'history.appeal_granted': 'Appeal: the decision was set aside; the report is being reviewed again.',
  'history.appeal_upheld_alone':
    'Appeal: the decision was kept by the officer who made it, who was the only supervisor.',
  'history.appeal_granted_alone':
    'Appeal: the decision was set aside by the officer who made it, who was the only supervisor. The report is being reviewed again.',
  'history.found': 'The reporter found what was lost or stolen.',
  'history.withdrawn': 'The reporter withdrew the report.',
  'history.answered': 'The reporter replied{files, plural, =0 {} one {, with # file} other {, with # files}}.',
  'history.answer_reopened':
    'The reporter replied{files, plural, =0 {} one {, with # file} other {, with # files}}. The report is open again.',
  'history.added': 'The reporter added information{files, plural, =0 {} one {, with # file} other {, with # files}}.',
  'history.added_again':
    'The reporter described the same incident again and added it here instead of filing a new report{files, plural, =0 {} one {, with # file} other {, with # files}}.',
  'history.duplicate_answered':
    'Reply on duplicate {duplicate}{files, plural, =0 {} one { (# file attached)} other { (# files attached)}}.',
  'history.duplicate_added':
    'Information added to duplicate {duplicate}{files, plural, =0 {} one { (# file attached)} other { (# files attached)}}.',
  'history.answer_passed_on':
    'The reporter replied{files, plural, =0 {} one {, with # file} other {, with # files}}. The text is in {primary}.',
  'history.addition_passed_on':
    'The reporter added information{files, plural, =0 {} one {, with # file} other {, with # files}}. The text is in {primary}.',
  'history.primary_closed':
    '{state, select, withdrawn {The reporter withdrew {primary}} closed_no_answer {{primary} was closed without a reply} other {{primary} was rejected}}, and this report had been rejected as its duplicate. Review it again.',
  'history.reminded': 'Reminder sent; {days, plural, one {# day} other {# days}} left to reply.',
  'history.closed': 'Closed: no reply. The reporter can reopen it.',
  'history.letter_sent': 'The letter was sent.',
  'history.letter_without_address':
    'The letter was not mailed: no address is known. It was given in person or read aloud.',
  'history.letter_printed': 'The letter was printed for mailing.',
  'history.letter_undelivered': 'The letter couldn’t be e-mailed. Print and mail it.',
  'history.letter_returned': 'The e-mail bounced. Print and mail the letter.',
  'history.unknown': 'This version of the application can’t display this event.',
  'history.cause.escalated': 'For a supervisor',
  'history.cause.assigned': 'To {name}',
  'history.cause.noted': 'Note',
  'history.cause.no_answer_needed': 'No answer needed',
  'history.cause.message_sent': 'Message',
  'history.cause.appeal_upheld': 'Decision kept',
  'history.cause.appeal_granted': 'Decision set aside',
  'history.cause.appeal_upheld_alone': 'Decision kept by the only supervisor',
  'history.cause.appeal_granted_alone': 'Decision set aside by the only supervisor',
  'history.anyway': 'Approved despite “{flag}”: {because}',
  'history.dangerDispatch': 'Danger: dispatch was called',
  'history.dangerEscalated': 'Danger: a supervisor knows',
  'history.dangerNot': 'Not a danger: {because}',
} as const;
