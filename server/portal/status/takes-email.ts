import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';

/** Whether the person can have the link to the page by e-mail, even if their letters go by mail. */
export function takesEmail(report: Report): boolean {
  const { email, safeContact } = knownFacts(report).who;
  return email !== null && !isUnsafe(safeContact, 'email');
}
