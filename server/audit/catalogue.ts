/**
 * Everything that is written to the audit log (AU-2: success and failure of sign-ins, access, changes and
 * privileged acts). The list is closed, so that a reader of the log can look each of them up.
 */
export const AUDIT_ACTIONS = {
  'session.open': 'Somebody signed in, or tried to.',
  'session.close': 'Somebody signed out.',
  'session.revoke': 'An administrator ended every session of an officer.',
  'journal.open': 'An officer had a sealed journal of unsent decisions opened.',
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
  'reports.read': 'Reports were read in a session; written once an hour for each session.',
  'decisions.read': 'A supervisor read decisions.',
  'letter.send': 'A letter left for the person, or finally could not.',
  'policy.publish': 'A new version of the policy came into force.',
  'demo.fill': 'Made-up reports were put in for a demonstration.',
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
