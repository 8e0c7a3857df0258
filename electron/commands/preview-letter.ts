import { knownFacts } from '#shared/domain/known-facts.ts';
import { AppError } from '#shared/errors.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import type { Stores } from '../db/stores.ts';
import { letterAndSeen } from './letter-seen.ts';

/**
 * Shows the letter exactly as the person will get it, with the marks that the decision must carry.
 * @throws AppError not_found when the report or the policy is not on this workstation.
 */
export function previewLetter(
  stores: Pick<Stores, 'reports' | 'policy'>,
  { reportId, act }: Parsed<'letter.preview'>,
): Output<'letter.preview'> {
  const report = stores.reports.get(reportId);
  const policy = stores.policy.current();
  if (report === null || policy === null) throw new AppError('not_found');
  const { letter, seen } = letterAndSeen(report, act, policy);
  if (letter === null) return { letter: null, seen };
  const { kind, language, subject, text } = letter;
  return { letter: { kind, language, to: knownFacts(report).who.email, subject, text }, seen };
}
