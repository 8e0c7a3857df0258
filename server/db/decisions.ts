import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { DangerAnswer, Seen } from '#shared/domain/act.ts';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import { plainTrackingNumber } from '#shared/domain/ids.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { codesWithTitle } from './decision-titles.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * One page of acts, in chronological order. `more` tells whether others follow. Each page is read along an index from
 * where the previous one ended, so a million acts take no longer than a hundred. Excludes acts on reports that `viewer`
 * will review blind.
 * @returns null if a search for words takes too long.
 */
export async function findDecisions(
  db: Kysely<Database>,
  query: DecisionQuery,
  policy: Policy,
  viewer: string | null,
): Promise<{ rows: DecisionRow[]; more: boolean } | null> {
  const { limit, text = '' } = query;
  const page = (rows: Found[]) => ({ rows: rows.slice(0, limit).map(toRow), more: rows.length > limit });
  const number = plainTrackingNumber(text);
  const reports = number === null ? [] : await reportsNumbered(db, number);
  if (text === '' || number !== null) return page(await decisionsQuery(db, query, policy, viewer, reports).execute());
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`select set_config('statement_timeout', ${String(MOST_MS)}, true)`.execute(trx);
      return page(await decisionsQuery(trx, query, policy, viewer).execute());
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === TIMED_OUT) return null;
    throw error;
  }
}

/** Time limit of a search. Text has no index, so searching for a rare word reads the whole list. */
const MOST_MS = 3_000;
const TIMED_OUT = '57014';

/** The report with this number, even if it was removed. */
async function reportsNumbered(db: Queries, number: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from report where tracking_number = ${number}
    union all select report_id from removed_report where search_code(tracking_number) = search_code(${number})`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** The rows of a page, and one more row if there is another page. */
export const decisionsQuery = (
  db: Queries,
  query: DecisionQuery,
  policy: Policy,
  viewer: string | null,
  /** The reports with the tracking number in `text`; empty if `text` is not a complete tracking number. */
  reports: readonly string[] = [],
) =>
  decisions(db)
    .where(visibleTo(viewer, 'decision.report_id'))
    .where((eb) => eb.and(conditions(eb, query, policy, reports)))
    .orderBy('decision.decided_at', query.direction)
    .orderBy('decision.id', query.direction)
    .limit(query.limit + 1);

/** One act; `seen` is null once its report has been removed. */
export async function findDecision(
  db: Queries,
  id: string,
  viewer: string | null,
): Promise<{ row: DecisionRow; seen: Seen | null } | null> {
  const found = await decisions(db)
    .select('act.seen')
    .where('decision.id', '=', id)
    .where(visibleTo(viewer, 'decision.report_id'))
    .executeTakeFirst();
  return found === undefined ? null : { row: toRow(found), seen: found.seen };
}

const letterState = sql<'queued' | 'sent' | 'failed' | 'on_page' | 'no_address' | 'withdrawn' | null>`case
  when letter.id is null then null
  when letter.withdrawn_at is not null then 'withdrawn'
  when letter.sent_at is not null then 'sent'
  when letter.failed_at is not null then 'failed'
  when letter.on_page then 'on_page'
  when letter.to_address is null then 'no_address'
  else 'queued' end`;

/** Acts with their officer and, while their report is kept, with what was typed and the letter. */
const decisions = (db: Queries) =>
  db
    .selectFrom('decision')
    .innerJoin('officer', 'officer.id', 'decision.officer_id')
    .leftJoin('act', 'act.id', 'decision.id')
    .leftJoin('letter', 'letter.id', 'act.letter_id')
    .select([
      'decision.id',
      'decision.decided_at',
      'decision.officer_id',
      'display_name',
      'decision.report_id',
      'decision.tracking_number',
      'report_kind',
      'decision.language',
      'received_at',
      'decision.kind',
      'decision.event as kept_event',
      'act.event as whole_event',
      'act.id as act_id',
      'act.note',
      sql<DangerAnswer | null>`act.act -> 'danger'`.as('danger'),
      'decision.case_number',
      'decision.circumstances',
      'decision.hints_followed',
      'letter.subject',
      'letter.text',
      'sent_at',
      letterState.as('letter_state'),
    ]);

type Found = Awaited<ReturnType<ReturnType<typeof decisions>['execute']>>[number];

const toRow = (row: Found): DecisionRow => ({
  id: row.id,
  at: row.decided_at.toISOString(),
  officer: { id: row.officer_id, displayName: row.display_name },
  reportId: row.report_id,
  trackingNumber: row.tracking_number,
  reportKind: row.report_kind,
  language: row.language,
  receivedAt: row.received_at.toISOString(),
  kind: row.kind,
  event: row.whole_event ?? row.kept_event,
  note: row.note ?? '',
  danger: row.danger,
  caseNumber: row.case_number,
  circumstances: row.circumstances,
  hintsFollowed: row.hints_followed,
  removed: row.act_id === null,
  letter:
    row.letter_state === null || row.subject === null || row.text === null
      ? null
      : {
          subject: row.subject,
          text: row.text,
          state: row.letter_state,
          sentAt: row.sent_at?.toISOString() ?? null,
        },
});

type Joined = ExpressionBuilder<Database, 'decision' | 'officer' | 'act'>;

function conditions(eb: Joined, query: DecisionQuery, policy: Policy, reports: readonly string[]) {
  const { from, to, officerId, kind, reportKind, reasonCode, hintsFollowed, duplicate, offline, text } = query;
  const all = [];
  if (from !== undefined) all.push(eb('decision.decided_at', '>=', new Date(from)));
  if (to !== undefined) all.push(eb('decision.decided_at', '<=', new Date(to)));
  if (officerId !== undefined) all.push(eb('decision.officer_id', '=', officerId));
  if (kind !== undefined) all.push(eb('decision.kind', '=', kind));
  if (reportKind !== undefined) all.push(eb('report_kind', '=', reportKind));
  if (reasonCode !== undefined) all.push(eb('reason_code', '=', reasonCode));
  if (hintsFollowed !== undefined) all.push(eb('decision.hints_followed', '=', hintsFollowed === 'yes'));
  if (duplicate !== undefined) all.push(eb('duplicate_of', duplicate === 'yes' ? 'is not' : 'is', null));
  if (offline !== undefined) all.push(offline === 'yes' ? eb.ref('offline') : eb.not(eb.ref('offline')));
  if (query.language !== undefined) all.push(eb('decision.language', '=', query.language));
  if (query.hoursAtLeast !== undefined) {
    all.push(sql<boolean>`decision.decided_at - received_at >= make_interval(hours => ${query.hoursAtLeast}::integer)`);
    // PostgreSQL uses the partial index only if the query repeats the condition of the index literally, without a
    // parameter.
    if (query.hoursAtLeast >= 72) all.push(sql<boolean>`decision.decided_at - received_at >= interval '72 hours'`);
  }
  if (query.openSecondsAtMost !== undefined) {
    const seconds = sql<number>`(decision.circumstances ->> 'openSeconds')::integer`;
    all.push(sql<boolean>`${seconds} <= ${query.openSecondsAtMost}`);
    // Repeat the condition of the partial index literally, so that PostgreSQL uses it.
    if (query.openSecondsAtMost <= 60) all.push(sql<boolean>`${seconds} <= 60`);
  }
  const number = plainTrackingNumber(text ?? '');
  if (number !== null) {
    all.push(eb.or([sql<boolean>`decision.report_id = any(${[...reports]}::uuid[])`, eb('duplicate_of', '=', number)]));
  } else if (text !== undefined && text !== '') {
    const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    all.push(
      eb.or([
        eb('decision.tracking_number', 'ilike', pattern),
        eb('display_name', 'ilike', pattern),
        namesAny(codesWithTitle(policy, text), pattern),
        eb('note', 'ilike', pattern),
      ]),
    );
  }
  if (query.afterAt !== undefined) all.push(isAfter(query));
  return all;
}

/** Rows after the last one of the previous page. */
function isAfter({ afterAt, afterId, direction }: DecisionQuery) {
  const last = sql`(${new Date(afterAt ?? 0)}::timestamptz, ${afterId ?? NO_ID}::uuid)`;
  return direction === 'asc'
    ? sql<boolean>`(decision.decided_at, decision.id) > ${last}`
    : sql<boolean>`(decision.decided_at, decision.id) < ${last}`;
}

const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Acts that refer to one of these codes or have a parameter that matches the pattern; underscores in codes match
 * spaces. The number of days that the reporter had to reply isn't searched, because every follow-up has one.
 */
function namesAny(codes: readonly string[], pattern: string) {
  return sql<boolean>`exists (
    select from jsonb_each_text(coalesce(act.event, decision.event) -> 'params') as named (name, value)
    where name not in ('replyDays', 'countIn') and (value = any(${[...codes]}::text[]) or replace(value, '_', ' ') ilike ${pattern})
  ) or coalesce(act.event, decision.event) #> '{params,missing}' ?| ${[...codes]}::text[]`;
}
