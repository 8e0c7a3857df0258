import { type Kysely, sql } from 'kysely';
import type { ActKind } from '#shared/domain/act.ts';
import type { Correction } from '#shared/domain/correction.ts';
import type { Facts, ReportKind } from '#shared/domain/report.ts';
import type { WrittenEntry } from '#shared/screening/written.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database>;
/** The period from `start` up to, but not including, `end`. */
export type Span = { start: Date; end: Date };

export type TimelineEvent = {
  /** Unix time in milliseconds. */
  at: number;
  kind: ActKind | 'answered' | 'appealed' | 'withdrawn' | 'closed' | 'reopened';
  /** Null for what the reporter or the system did. */
  officer: string | null;
  /** The reason of a rejection. */
  reason: string | null;
  isDuplicate: boolean;
};
/** What happened to a report, oldest first, without anything that a person wrote. */
export type Timeline = {
  id: string;
  kind: ReportKind;
  /** The neighborhood as filed; empty if there is none. */
  neighborhood: string;
  receivedAt: Date;
  events: TimelineEvent[];
};

/** IDs of all reports that may have been open, or to which something may have happened, in a span. */
export async function reportsInSpan(db: Queries, { start, end }: Span): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from report where received_at < ${end}
      and state in ('submitted', 'resubmitted', 'returned', 'escalated', 'awaiting_citizen', 'appealed')
    union all
    select id from report where received_at < ${end} and changed_at >= ${start}
      and state in ('approved', 'rejected', 'withdrawn', 'closed_no_answer')
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

type Told = { at: string; kind: TimelineEvent['kind'] };
type Done = Told & { officer: string; reason: string | null; duplicate: boolean };
type Row = {
  id: string;
  kind: ReportKind;
  neighborhood: string;
  received_at: Date;
  told: Told[];
  done: Done[];
};

/** Reads only what the figures need: a report's whole history with its letters is a hundred times as long. */
export async function readTimelines(db: Queries, ids: readonly string[]): Promise<Timeline[]> {
  const { rows } = await sql<Row>`
    select report.id, report.kind, report.received_at,
      coalesce(report.facts -> 'where' ->> 'neighborhood', '') as neighborhood,
      (select coalesce(jsonb_agg(jsonb_build_object('at', entry ->> 'at', 'kind',
          case when entry ->> 'kind' = 'returned' then 'reopened' else entry ->> 'kind' end)), '[]')
        from jsonb_array_elements(report.history) as entry
        where entry ->> 'kind' in ('answered', 'appealed', 'withdrawn', 'closed')
          or entry ->> 'kind' = 'returned' and entry -> 'event' ->> 'code' = 'primary_closed') as told,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'at', act.decided_at, 'kind', act.kind, 'officer', act.officer_id, 'reason', act.act ->> 'reasonCode',
          'duplicate', act.act ->> 'duplicateOf' is not null)), '[]')
        from act where act.report_id = report.id) as done
    from report where report.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows.map(({ id, kind, neighborhood, received_at: receivedAt, told, done }) => ({
    id,
    kind,
    neighborhood,
    receivedAt,
    events: [
      ...done.map((one) => eventOf(one, one)),
      ...told.map((one) => eventOf(one, { officer: null, reason: null, duplicate: false })),
    ].sort((a, b) => a.at - b.at),
  }));
}

const eventOf = (
  { at, kind }: Told,
  { officer, reason, duplicate }: { officer: string | null; reason: string | null; duplicate: boolean },
): TimelineEvent => ({ at: Date.parse(at), kind, officer, reason, isDuplicate: duplicate });

/** The parts of reports from which flags are found, and the flags that an officer dismissed on these reports. */
export async function readScreened(db: Queries, ids: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    kind: ReportKind;
    facts: Facts;
    corrections: Correction[];
    received_at: Date;
    history: WrittenEntry[];
    dismissed: string[];
  }>`
    select id, kind, facts, corrections, received_at,
      (select coalesce(jsonb_agg(jsonb_build_object('at', entry ->> 'at', 'kind', entry ->> 'kind', 'by', null,
          'note', entry ->> 'note') order by at), '[]')
        from jsonb_array_elements(report.history) with ordinality as told (entry, at)
        where entry ->> 'by' is null and entry ->> 'note' is not null) as history,
      array(select distinct code from hint_feedback where report_id = report.id and wrong) as dismissed
    from report where id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** Counts decisions about pairs. Rejections as a duplicate are left out, because they are counted as rejections. */
export async function countPairs(db: Queries, { start, end }: Span): Promise<{ at: Date; code: string }[]> {
  const { rows } = await sql<{ at: Date; code: string }>`
    select decided_at as at, decision as code from pair_decision as pair
    where decided_at >= ${start} and decided_at < ${end} and not exists (select from act where act.id = pair.id)
    order by decided_at limit 1000000`.execute(db);
  return rows;
}

/** Returns the times in a span at which letters could not be delivered or were printed. */
export async function letterEvents(db: Queries, { start, end }: Span): Promise<{ at: Date; code: string }[]> {
  const { rows } = await sql<{ at: Date; code: string }>`
    select failed_at as at, 'failed' as code from letter where failed_at >= ${start} and failed_at < ${end}
      and report_id is not null
    union all
    select printed_at, 'printed' from letter where printed_at >= ${start} and printed_at < ${end}
      and report_id is not null`.execute(db);
  return rows;
}

export type SeenFlag = {
  reportId: string;
  at: Date;
  kind: ReportKind;
  reason: string | null;
  followed: boolean | null;
  shown: string[];
  dismissed: string[];
};

/**
 * The flags that officers saw when they decided. They are kept even after retention removes the reports.
 * @param ids if given, only the flags of these reports.
 */
export async function seenFlags(db: Queries, { start, end }: Span, ids?: readonly string[]): Promise<SeenFlag[]> {
  const { rows } = await sql<SeenFlag>`
    select report_id as "reportId", decided_at as at, report_kind as kind, reason_code as reason, hints_followed as followed,
      circumstances -> 'hintsShown' as shown, circumstances -> 'hintsDismissed' as dismissed
    from decision where decided_at >= ${start} and decided_at < ${end} and kind in ('approve', 'reject')
      and circumstances is not null
      ${ids === undefined ? sql`` : sql`and report_id = any(${[...ids]}::uuid[])`}`.execute(db);
  return rows;
}

/** Returns when second reviews were finished, with what verdict, and why their decisions were selected. */
export async function reviewEvents(
  db: Queries,
  { start, end }: Span,
): Promise<{ at: Date; kind: string; why: string; outcome: string }[]> {
  const { rows } = await sql<{ at: Date; kind: string; why: string; outcome: string }>`
    select closed_at as at, coalesce(report_kind, '') as kind, why, outcome from review
    join review_sample as sample on sample.id = sample_id
    left join decision on decision.id = sample.act_id
    where closed_at >= ${start} and closed_at < ${end}`.execute(db);
  return rows;
}

/** Counts the letters that were waiting to be printed at a given time. */
export async function lettersToPrint(db: Queries, at: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from letter where to_address is null and sent_at is null and printed_at is null
        and not on_page and report_id is not null and greatest(queued_at, failed_at) < ${at}
        and (withdrawn_at is null or withdrawn_at >= ${at}))
      + (select count(*) from letter where printed_at >= ${at} and report_id is not null
        and greatest(queued_at, failed_at) < ${at}) as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Returns when the oldest stored report was received, and when retention last removed a report. Each is null if there
 * is none.
 */
export async function oldestAndRemoved(db: Queries): Promise<{ oldest: Date | null; removedAt: Date | null }> {
  const { rows } = await sql<{ oldest: Date | null; removedAt: Date | null }>`
    select (select min(received_at) from report) as oldest,
      (select max(removed_at) from removed_report) as "removedAt"`.execute(db);
  return rows[0] ?? { oldest: null, removedAt: null };
}
