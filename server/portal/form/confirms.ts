import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import { dangerIn, narrativeOf } from '#shared/screening/danger.ts';

/**
 * The address that a person must confirm before their report counts; null if it is sent at once. A report that may mean
 * danger doesn't wait: officers must see it even if nobody ever opens the e-mail.
 */
export function addressToConfirm(body: IntakeBody, policy: Policy, sendsMail: boolean): string | null {
  return dangerIn(narrativeOf(body.facts)).length > 0 ? null : confirmableAddress(body, policy, sendsMail);
}

/** The address that a person could confirm, whatever the report says; null if there is none. */
export function confirmableAddress({ facts }: IntakeBody, policy: Policy, sendsMail: boolean): string | null {
  const { email, safeContact } = facts.who;
  return !sendsMail || !policy.limits.confirmEmail || isUnsafe(safeContact, 'email') ? null : email;
}
