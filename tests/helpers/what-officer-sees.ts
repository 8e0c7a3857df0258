import { createHash } from 'node:crypto';
import type { Act, ActRequest } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { letterDigestInput, letterFor } from '#shared/letters/letter.ts';

/** Returns the version and hash that a workstation sends with an act. */
export function whatOfficerSees(report: Report, act: Act, policy: Policy): ActRequest['seen'] {
  const letter = letterFor(report, act, policy);
  const letterHash = letter === null ? null : createHash('sha256').update(letterDigestInput(letter)).digest('hex');
  return { reportVersion: report.version, policyVersion: policy.version, letterHash };
}
