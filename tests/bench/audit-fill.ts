import { type RawBuilder, sql } from 'kysely';
import type { Cluster } from '../helpers/cluster.ts';

/** As many as a large agency has. */
const REPORTS_A_DAY = 1_000;
const FILLED = ['report', 'report_search', 'act', 'decision', 'audit'];

/**
 * Copies the made-up reports with their acts and audit rows until there are `reports`, further and further back in time,
 * so that about a thousand come in each day. Copies have their own ids, numbers, family names, phone and serial numbers.
 * The audit log's hashes are copied as they are: nothing checks the chain here.
 */
export async function multiply({ db }: Cluster, reports: number): Promise<void> {
  const { base } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<number>().as('base'))
    .executeTakeFirstOrThrow();
  const copies = Math.ceil(reports / base) - 1;
  if (copies < 1) return;
  // Their accounts are as old as what they decided.
  await sql`update officer set created_at = '2000-01-01'`.execute(db);
  // Building an index at the end takes a fraction of the time that updating it for each row does.
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = any(${FILLED}::text[])
      and not exists (select from pg_constraint where conname = indexname)`.execute(db);
  for (const { name } of indexes) await sql`drop index ${sql.ref(name)}`.execute(db);
  const shift = sql`n * interval '1 day' * ${base} / ${REPORTS_A_DAY}`;
  const n = sql`generate_series(1, ${copies}::integer) as n`;
  // With version and variant, as the contract wants an id.
  const id = (from: RawBuilder<unknown>) =>
    sql`overlay(overlay(md5(${from} || n) placing '7' from 13) placing '8' from 17)::uuid`;
  const own = (column: string) =>
    sql`case when ${sql.ref(column)} is not null then ${id(sql`${sql.ref(column)}::text`)} end`;

  await sql`insert into report select made.* from report as r
    join (select id, row_number() over (order by id) as place from report) as placed using (id), ${n}, lateral (
      select (place - 1) * ${copies} + n as serial, facts || jsonb_build_object('who', facts -> 'who' || jsonb_build_object(
          'familyName', (facts #>> '{who,familyName}') || (array['son', 'ez', 'ski', 'man', 'ton', 'well', 'sen'])[1 + n % 7],
          'phone', '860' || lpad((abs(hashtext(r.id::text || n)) % 10000000)::text, 7, '0'))) as told) as one,
    lateral jsonb_populate_record(r, jsonb_build_object(
      'id', ${own('r.id')}, 'received_at', received_at - ${shift}, 'changed_at', changed_at - ${shift},
      'tracking_number', 'T' || 30 + serial / 1000000 || '-' || lpad((serial % 1000000)::text, 6, '0') || '-0',
      'case_number', case when case_number is not null then case_number || '-' || n end,
      'submission_id', ${own('r.submission_id')}, 'access_hash', null, 'duplicate_of', null, 'attachments', '[]'::jsonb,
      'facts', case when told #>> '{items,0,serialNumber}' is null then told
        else jsonb_set(told, '{items,0,serialNumber}', to_jsonb(upper(left(md5(r.id::text || n), 9)))) end)) as made`.execute(
    db,
  );
  await sql`insert into act select made.* from act as a, ${n}, lateral jsonb_populate_record(a, jsonb_build_object(
    'id', ${own('a.id')}, 'report_id', ${own('a.report_id')}, 'letter_id', null,
    'case_number', case when case_number is not null then case_number || '-' || n end,
    'decided_at', decided_at - ${shift})) as made`.execute(db);
  await sql`insert into audit select made.* from audit as l, ${n}, lateral jsonb_populate_record(l, jsonb_build_object(
    'seq', seq + n * (select max(seq) from audit), 'at', at - ${shift},
    'target', case when target ~ '^[0-9a-f]{8}-' then ${id(sql`target`)}::text else target end)) as made`.execute(db);
  for (const { definition } of indexes) await sql.raw(definition).execute(db);
}
