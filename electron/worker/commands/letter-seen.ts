import { createHash } from 'node:crypto';
import type { Act, Seen } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Letter, letterDigestInput, letterFor } from '#shared/letters/letter.ts';

/** Returns the letter an act would send now, and the `seen` values to submit once an officer has looked at it. */
export function letterAndSeen(report: Report, act: Act, policy: Policy): { letter: Letter | null; seen: Seen } {
  const letter = letterFor(report, act, policy);
  const letterHash =
    letter === null ? null : createHash('sha256').update(letterDigestInput(letter), 'utf8').digest('hex');
  return { letter, seen: { reportVersion: report.version, policyVersion: policy.version, letterHash } };
}
