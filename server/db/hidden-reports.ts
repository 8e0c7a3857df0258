import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Officer } from '#shared/domain/officer.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/*
 * A second review is blind: until a supervisor has decided a sampled report, nothing may show them the first decision.
 * Every query whose result shows a supervisor anything about a decision must use `visibleTo`.
 */

/**
 * Returns the viewer from whom sampled decisions are hidden. Only supervisors review, so nothing is hidden from others.
 */
export const reviewerOf = ({ id, role }: Pick<Officer, 'id' | 'role'>): string | null =>
  role === 'supervisor' ? id : null;

/**
 * Whether a viewer may still review a sample blind. They may not if they made the decision, have acted on the report,
 * or chose to see it. Once anyone has reviewed the sample, it is no longer hidden from anybody.
 */
export const isBlindTo = (viewer: string): RawBuilder<boolean> => sql<boolean>`(
  sample.act_id is not null and sample.officer_id <> ${viewer}
  and not exists (select from review where review.sample_id = sample.id)
  and not exists (select from review_look as look
    where look.sample_id = sample.id and look.officer_id = ${viewer} and look.kind = 'unblinded')
  and not exists (select from act as own where own.report_id = sample.report_id and own.officer_id = ${viewer}))`;

/**
 * A condition: whether a viewer may see everything about a report.
 * @param viewer the result of `reviewerOf`.
 * @param reportId the column that has the report's ID.
 */
export function visibleTo(viewer: string | null, reportId: string): RawBuilder<boolean> {
  if (viewer === null) return sql<boolean>`true`;
  return sql<boolean>`not exists (select from review_sample as sample
    where sample.report_id = ${sql.ref(reportId)} and ${isBlindTo(viewer)})`;
}

/** The reports that a viewer may see only as they were before their first decision, each with that decision's time. */
export async function hiddenReports(db: Queries, viewer: string | null): Promise<ReadonlyMap<string, Date>> {
  if (viewer === null) return new Map();
  const { rows } = await sql<{ id: string; at: Date }>`
    select sample.report_id as id, min(sample.decided_at) as at from review_sample as sample
    where sample.report_id is not null and ${isBlindTo(viewer)}
    group by sample.report_id`.execute(db);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/**
 * Returns only the IDs of the hidden reports. The query returns them as one value: if there are thousands, reading a
 * row for each takes longer than finding them.
 */
export async function hiddenIds(db: Queries, viewer: string | null): Promise<ReadonlySet<string>> {
  if (viewer === null) return new Set();
  const { rows } = await sql<{ ids: string | null }>`
    select string_agg(distinct sample.report_id::text, ',') as ids from review_sample as sample
    where sample.report_id is not null and ${isBlindTo(viewer)}`.execute(db);
  return new Set(rows[0]?.ids?.split(',') ?? []);
}

/**
 * Returns when the report was first decided, if the viewer may see only what it was like before that decision;
 * otherwise null.
 */
export async function hiddenSince(db: Queries, viewer: string | null, reportId: string): Promise<Date | null> {
  if (viewer === null) return null;
  const { rows } = await sql<{ at: Date | null }>`
    select min(sample.decided_at) as at from review_sample as sample
    where sample.report_id = ${reportId} and ${isBlindTo(viewer)}`.execute(db);
  return rows[0]?.at ?? null;
}
