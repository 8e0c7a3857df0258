import { type Kysely, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { ReportKind, ReportState } from '#shared/domain/report.ts';
import type { HoldRow, holdQuery, RemovedRow, RetentionRow } from '#shared/holds-api.ts';
import { visibleTo } from './hidden-reports.ts';
import { beginsWith } from './hold-record.ts';
import type { Database } from './schema.ts';
import type { LegalHold } from './tables/reports.ts';

type Queries = Kysely<Database> | Transaction<Database>;
export type ToRemove = { id: string; trackingNumber: string; kind: ReportKind; state: ReportState; changedAt: Date };

/**
 * Excludes reports that must be kept regardless of age: those under a legal hold, those with a package that the records
 * system doesn't have yet, and duplicates whose primary is still there. A duplicate's files, messages and letters are
 * evidence of the same incident, so they stay as long as the primary does, whether by its retention or by a hold.
 */
function removable<T>(query: SelectQueryBuilder<Database, 'report', T>, before: Date) {
  return query
    .where('changed_at', '<', before)
    .where('hold', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('report as primary')
            .select('primary.id')
            .whereRef('primary.tracking_number', '=', 'report.duplicate_of')
            .whereRef('primary.id', '<>', 'report.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('rms_package')
            .select('rms_package.id')
            .whereRef('rms_package.report_id', '=', 'report.id')
            .where('rms_package.state', 'in', ['queued', 'refused']),
        ),
      ),
    );
}

/** Reports of one kind and outcome that were last changed before a given time, oldest first. */
export async function reportsToRemove(
  db: Queries,
  { kind, state, before, limit }: { kind: ReportKind; state: ReportState; before: Date; limit: number },
): Promise<ToRemove[]> {
  const rows = await removable(db.selectFrom('report'), before)
    .select(['id', 'tracking_number', 'kind', 'state', 'changed_at'])
    .where('kind', '=', kind)
    .where('state', '=', state)
    .orderBy('changed_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    trackingNumber: row.tracking_number,
    kind: row.kind,
    state: row.state,
    changedAt: row.changed_at,
  }));
}

/**
 * A retention rule: reports of this kind and state are kept for `days`, and those last changed before `before` are
 * listed.
 */
type Rule = { kind: ReportKind; state: ReportState; before: Date; days: number };

/**
 * One page of the reports that rules remove next, earliest first. Each rule reads only as many reports as the page may
 * need, in the order of an index. Excludes reports that `viewer` will review blind.
 */
export async function nextToRemove(
  db: Queries,
  rules: readonly Rule[],
  { text, offset, limit }: { text: string; offset: number; limit: number },
  viewer: string | null,
): Promise<RetentionRow[]> {
  const [first, ...others] = rules.map(({ kind, state, before, days }) =>
    db
      .selectFrom(
        removable(db.selectFrom('report'), before)
          .select(['id', 'tracking_number', 'kind', 'state', 'changed_at'])
          .select(sql<number>`${days}::integer`.as('kept_days'))
          .where('kind', '=', kind)
          .where('state', '=', state)
          .where(visibleTo(viewer, 'report.id'))
          .$if(text !== '', (query) => query.where(beginsWith('report.tracking_number', text)))
          .orderBy('changed_at')
          .orderBy('id')
          .limit(offset + limit)
          .as('one'),
      )
      .selectAll(),
  );
  if (first === undefined) return [];
  const all = others.reduce((union, next) => union.unionAll(next), first);
  const after = sql<Date>`changed_at + kept_days * interval '24 hours'`;
  const rows = await db
    .selectFrom(all.as('due'))
    .selectAll()
    .select(after.as('removed_after'))
    .orderBy(after)
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    reportId: row.id,
    trackingNumber: row.tracking_number,
    kind: row.kind,
    state: row.state,
    changedAt: row.changed_at.toISOString(),
    removedAfter: row.removed_after.toISOString(),
    keptDays: row.kept_days,
  }));
}

export async function isDue(db: Queries, id: string, before: Date): Promise<boolean> {
  const row = await removable(db.selectFrom('report'), before).select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/**
 * Holds reveal nothing about a decision, so they are listed for reviewers as well: nobody should miss a hold, or that
 * it is being lifted.
 */
export async function findHolds(db: Queries, { text = '', ...page }: z.output<typeof holdQuery>) {
  const held = db
    .selectFrom('report')
    .where('hold', 'is not', null)
    .$if(text !== '', (query) => query.where(beginsWith('report.tracking_number', text)));
  const rows = await held
    .select(['id', 'tracking_number', 'hold'])
    // Holds that are being lifted come first.
    .orderBy(isLifting, 'desc')
    .orderBy(sql`hold ->> 'at'`, 'desc')
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const { total } = await held.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const list = rows.flatMap(({ id, tracking_number, hold }): HoldRow[] =>
    hold === null ? [] : [{ reportId: id, trackingNumber: tracking_number, ...hold, lifting: liftingOf(hold) }],
  );
  return { rows: list, total };
}

const isLifting = sql<boolean>`jsonb_typeof(hold -> 'lifting') = 'object'`;

/**
 * Holds from before `told` was stored don't have it. If supervisors were notified that such a hold was being lifted, it
 * was by e-mail.
 */
const liftingOf = ({ lifting }: LegalHold): HoldRow['lifting'] =>
  lifting === null ? null : { ...lifting, told: lifting.told ?? (lifting.toldAt === null ? null : 'mail') };

export async function countHoldsLifting(db: Queries): Promise<number> {
  const lifting = db.selectFrom('report').where('hold', 'is not', null).where(isLifting);
  const { n } = await lifting.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}

/** The destruction record, most recently removed first. */
export async function findRemoved(db: Queries, { text = '', ...page }: z.output<typeof holdQuery>) {
  const removed = db
    .selectFrom('removed_report')
    .$if(text !== '', (query) =>
      query.where((eb) =>
        eb.or([beginsWith('removed_report.tracking_number', text), beginsWith('removed_report.case_number', text)]),
      ),
    );
  const rows = await removed
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('hold_record')
        .select((one) => one.fn.max('ended_at').as('at'))
        .whereRef('hold_record.report_id', '=', 'removed_report.report_id')
        .as('held_until'),
    )
    .orderBy('removed_at', 'desc')
    .orderBy('report_id')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const { total } = await removed.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const list = rows.map(
    (row): RemovedRow => ({
      trackingNumber: row.tracking_number,
      caseNumber: row.case_number,
      kind: row.kind,
      state: row.state,
      receivedAt: row.received_at.toISOString(),
      removedAt: row.removed_at.toISOString(),
      keptDays: row.kept_days,
      policyVersion: row.policy_version,
      heldUntil: row.held_until?.toISOString() ?? null,
    }),
  );
  return { rows: list, total };
}
