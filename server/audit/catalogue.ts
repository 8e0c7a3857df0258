/**
 * Everything that is written to the audit log (AU-2: success and failure of sign-ins, access, changes and
 * privileged acts). The list is closed, so that a reader of the log can look each of them up.
 */
export const AUDIT_ACTIONS = {
  'session.open': 'Somebody signed in, or tried to.',
  'session.close': 'Somebody signed out.',
  'officer.create': 'An account was made.',
  'officer.lock': 'An account was locked after too many wrong sign-ins.',
  'officer.unlock': 'An administrator released a locked account.',
  'officer.secret': 'An account was given another secret.',
  'report.file': 'A person filed a report.',
  'report.answer': 'A person answered a follow-up.',
  'report.approve': 'An officer approved a report, or tried to.',
  'report.reject': 'An officer rejected a report, or tried to.',
  'report.follow_up': 'An officer asked for what is missing, or tried to.',
  'report.log_call': 'An officer logged a call, or tried to.',
  'report.escalate': 'An officer gave a report to the supervisors, or tried to.',
  'report.assign': 'An officer handed a report to a colleague, or tried to.',
  'report.note': 'An officer wrote a note, or tried to.',
  'report.correct': 'An officer put a correction beside what the person told, or tried to.',
  'report.return': 'A decision was taken back, or somebody tried to.',
  'report.uphold_appeal': 'A supervisor let a decision stand against an appeal, or tried to.',
  'report.grant_appeal': 'A supervisor granted an appeal, or tried to.',
  'report.appeal': 'A person appealed against a rejection.',
  'report.remind': 'A person was reminded of a follow-up.',
  'report.close': 'A report was closed because no answer came.',
  'report.courtesy': 'Somebody noted the courtesy contact after an approval.',
  'report.hold': 'A legal hold was laid on a report.',
  'report.release': 'A legal hold was lifted.',
  'report.remove': 'A report was removed because its time of keeping was over.',
  'pair.decide': 'An officer decided about two reports, or tried to.',
  'case_numbers.read': 'The list of case numbers was read.',
  'rms.read': 'The list of packages for the records system was read.',
  'rms.deliver': 'A package was given to the records system, or finally could not be.',
  'rms.push': 'Somebody sent a refused package once more.',
  'reports.read': 'Reports were read in a session; written once an hour for each session.',
  'decisions.read': 'A supervisor read decisions.',
  'letter.send': 'A letter left for the person, or finally could not.',
  'policy.publish': 'A new version of the policy came into force.',
  'demo.fill': 'Made-up reports were put in for a demonstration.',
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
