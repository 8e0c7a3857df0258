import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Db } from '#server/db/open.ts';
import type { Database } from '#server/db/schema.ts';

/** The number of reports that a large agency receives in a day. */
const REPORTS_A_DAY = 1_000;
const FILLED = ['report', 'report_search', 'act', 'decision', 'audit'];
const CONNECTIONS = 2;

/**
 * Copies the closed made-up reports, with their acts and audit rows, further and further back in time (about a thousand
 * a day) until there are `reports` reports. Each copy has its own id, numbers, family names, phone and serial numbers.
 * The audit log's hashes are copied unchanged, because nothing checks the chain here.
 */
export async function multiply(db: Db, reports: number): Promise<void> {
  await sql`create table original as select id, row_number() over (order by id) as place from report
    where state in ('approved', 'rejected', 'withdrawn', 'closed_no_answer')`.execute(db);
  const { all, closed, entries } = await db
    .selectNoFrom([
      sql<number>`(select count(*) from report)`.as('all'),
      sql<number>`(select count(*) from original)`.as('closed'),
      sql<number>`(select max(seq) from audit)`.as('entries'),
    ])
    .executeTakeFirstOrThrow();
  const copies = Math.ceil((reports - all) / closed);
  if (copies < 1) {
    await sql`drop table original`.execute(db);
    return;
  }
  // Building an index at the end takes a fraction of the time that updating it for each row does.
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = any(${FILLED}::text[])
      and not exists (select from pg_constraint where conname = indexname)`.execute(db);
  for (const { name } of indexes) await sql`drop index ${sql.ref(name)}`.execute(db);
  // Bulk statements do the triggers' work for all rows at once, except the feed text, which is built when it is read.
  await sql`alter table report disable trigger user`.execute(db);
  await sql`alter table act disable trigger user`.execute(db);
  const turns = Array.from({ length: CONNECTIONS }, (_, n) => n + 1);
  await Promise.all(
    turns.map((first) => db.connection().execute((one) => copy(one, { first, copies, closed, entries }))),
  );
  await sql`alter table report enable trigger user`.execute(db);
  await sql`alter table act enable trigger user`.execute(db);
  // An account must be at least as old as its decisions.
  await sql`update officer set created_at = '2000-01-01'`.execute(db);
  await db.connection().execute(async (one) => {
    await sql`set maintenance_work_mem = '512MB'`.execute(one);
    for (const { definition } of indexes) await sql.raw(definition).execute(one);
    await sql`reset maintenance_work_mem`.execute(one);
  });
  await sql`drop table original`.execute(db);
}

type Copies = { first: number; copies: number; closed: number; entries: number };

/** Makes every other copy, starting with `first`. */
async function copy(db: Kysely<Database>, { first, copies, closed, entries }: Copies): Promise<void> {
  const n = sql`generate_series(${first}::integer, ${copies}::integer, ${CONNECTIONS}::integer) as n`;
  const shift = sql`n * interval '1 day' * ${closed}::integer / ${REPORTS_A_DAY}::integer`;
  // Sets the version and variant bits that the contract requires.
  const id = (from: string): RawBuilder<unknown> =>
    sql`overlay(overlay(md5(${sql.ref(from)}::text || n) placing '7' from 13) placing '8' from 17)::uuid`;
  await sql`set synchronous_commit = off`.execute(db);
  await sql`insert into report (id, submission_id, received_at, changed_at, tracking_number, case_number, kind, state,
      version, offense_code, history, notice, corrections, assigned_to, decided_by, facts)
    select ${id('r.id')}, ${id('submission_id')}, received_at - ${shift}, changed_at - ${shift},
      'T' || 30 + serial / 1000000 || '-' || lpad((serial % 1000000)::text, 6, '0') || '-0', case_number || '-' || n,
      kind, state, version, offense_code, history, notice, corrections, assigned_to, decided_by,
      case when told #>> '{items,0,serialNumber}' is null then told
        else jsonb_set(told, '{items,0,serialNumber}', to_jsonb(upper(left(md5(r.id::text || n), 9)))) end
    from original join report as r using (id), ${n}, lateral (
      select (place - 1) * ${copies}::integer + n as serial, facts || jsonb_build_object('who', facts -> 'who' || jsonb_build_object(
        'familyName', (facts #>> '{who,familyName}') || (array['son', 'ez', 'ski', 'man', 'ton', 'well', 'sen'])[1 + n % 7],
        'phone', '860' || lpad((abs(hashtext(r.id::text || n)) % 10000000)::text, 7, '0'))) as told) as one`.execute(
    db,
  );
  // Copies have the same narrative and address, so most of their terms are computed only once.
  await sql`insert into report_search (report_id, received_at, terms, names, codes)
    with same as materialized (
      select id, search_terms('', facts - 'who' - 'items', '[]') as terms from original join report using (id))
    select made.id, received_at, same.terms || search_terms(tracking_number, facts - 'how' - 'where', corrections),
      search_fold(search_names(facts, corrections)), search_codes(facts, corrections)
    from same cross join ${n} join report as made on made.id = ${id('same.id')}`.execute(db);
  await sql`insert into act (id, report_id, case_number, decided_at, request_hash, officer_id, kind, event, note, act, seen,
      report_version, circumstances, hints_followed)
    select ${id('act.id')}, ${id('report_id')}, case_number || '-' || n, decided_at - ${shift}, request_hash, officer_id,
      kind, event, note, act, seen, report_version, circumstances, hints_followed
    from act join original on original.id = report_id, ${n}`.execute(db);
  await sql`insert into decision (id, report_id, tracking_number, received_at, decided_at, case_number, officer_id,
      report_kind, language, kind, event, reason_code, duplicate_of, circumstances, offline, hints_followed)
    select ${id('decision.id')}, made.id, made.tracking_number, made.received_at, decided_at - ${shift},
      decision.case_number || '-' || n, officer_id, report_kind, language, decision.kind, event, reason_code,
      decision.duplicate_of, circumstances, offline, hints_followed
    from decision join original on original.id = report_id cross join ${n}
      join report as made on made.id = ${id('original.id')}`.execute(db);
  await sql`insert into audit (seq, at, actor, action, target, outcome, source, detail, prev_hash, hash)
    select seq + n * ${entries}::bigint, at - ${shift}, actor, action,
      case when target ~ '^[0-9a-f]{8}-' then ${id('target')}::text else target end,
      outcome, source, detail, prev_hash, hash
    from audit, ${n} where seq <= ${entries}`.execute(db);
}

/** Copies the daily sums of the last counted days further and further back in time, until they begin on `firstDay`. */
export async function spreadSums(db: Db, { from, to, firstDay }: Record<'from' | 'to' | 'firstDay', string>) {
  await sql`insert into figure_day
    select series, day - n * (${to}::date - ${from}::date + 1), kind, part, code, bucket, count
    from figure_day, generate_series(1, 1 + (${from}::date - ${firstDay}::date) / (${to}::date - ${from}::date + 1)) as n
    where day between ${from}::date and ${to}::date`.execute(db);
}
