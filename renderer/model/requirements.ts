import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Hint } from '#shared/screening/hint.ts';
import { mustAccept } from '#shared/screening/must-accept.ts';

/**
 * The code under which an approval keeps its answer to why the report is no duplicate of one that is already approved;
 * beside the codes of flags.
 */
export const TWIN = 'approved_twin';

/** A flag for an unmet requirement, and the reason for which the report could be rejected because of it. */
export type OpenRequirement<H = Hint> = { hint: H; reason: Policy['reasons'][number] };

type Said = { code: string; wrong: boolean };
/** A report with its flags, and whether each was dismissed. */
export type Flagged<H extends Said = Said> = { report: Report; hints: readonly H[] };

/**
 * Returns the requirements that a report does not seem to meet, except those whose flags were dismissed. An approval
 * must answer each one. Reasons that can't be used because the report must be accepted are ignored.
 */
export function openRequirements<H extends Said>({ report, hints }: Flagged<H>, policy: Policy): OpenRequirement<H>[] {
  const remaining = hints.filter(({ wrong }) => !wrong);
  if (remaining.length === 0) return [];
  const barred = new Set(mustAccept(report, policy).flatMap(({ reasons }) => reasons));
  return remaining.flatMap((hint) => {
    const reason = policy.reasons.find(({ code, hints: named }) => named.includes(hint.code) && !barred.has(code));
    return reason === undefined ? [] : [{ hint, reason }];
  });
}
