import { BROWSER_FAILURES } from './sign-in-api.ts';

/** Values of `why` in the audit log that aren't error codes: reasons for refusals and actions. */
export const AUDIT_WHYS = [
  'wrong_password',
  'unknown_name',
  'locked',
  'disabled',
  'no_code',
  'wrong_code',
  'wrong_recovery_code',
  'wrong_code_from_the_browser',
  'no_second_factor_yet',
  'second_factors_are_turned_off',
  'has_one_already',
  'temporary_password',
  'new_password',
  'passwords_are_turned_off',
  'waits_for_a_second_person',
  'own_account',
  'directory_account',
  'directory',
  'idle',
  'bounced',
  'created',
  'too_many_tries',
  'password',
  'role',
  ...BROWSER_FAILURES.map((failure) => `directory_${failure}` as const),
] as const;
export type AuditWhy = (typeof AUDIT_WHYS)[number];
