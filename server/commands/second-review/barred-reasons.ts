import type { Kysely, Transaction } from 'kysely';
import { findReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import { blindCopy } from '#shared/domain/blind.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { FieldError } from '#shared/field-error.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * Returns the reasons for which nobody could have rejected a sampled report when it was first decided, each with the
 * problem. Either the reason requires a follow-up and none had been sent, or the agency's rules exclude the reason
 * because the agency must accept the report.
 */
export async function barredReasons(
  db: Queries,
  sampleId: string,
  policy: Policy,
): Promise<ReadonlyMap<string, FieldError['detail']>> {
  const sample = await db
    .selectFrom('review_sample')
    .select(['report_id', 'decided_at'])
    .where('id', '=', sampleId)
    .executeTakeFirst();
  const reportId = sample?.report_id ?? null;
  const report = reportId === null ? null : await findReport(db, reportId);
  if (sample === undefined || report === null) return new Map();
  const then = asFirstSeen(report, sample.decided_at.toISOString());
  return new Map(
    policy.reasons.flatMap(({ code: reasonCode }) => {
      const act = { kind: 'reject', reasonCode, duplicateOf: null, note: '' } as const;
      const fault = checkAct(then, act, policy).find(({ path }) => path === 'reasonCode');
      return fault === undefined ? [] : [[reasonCode, fault.detail] as const];
    }),
  );
}

/** Returns the blind copy, plus the follow-ups that had been sent before the first decision. */
function asFirstSeen(report: Report, decidedAt: string): Report {
  const copy = blindCopy(report, decidedAt);
  const asked = report.history.filter(({ kind, at }) => kind === 'follow_up' && at < decidedAt);
  return { ...copy, history: [...copy.history, ...asked] };
}
