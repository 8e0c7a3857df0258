import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { CaseNumberRow, CaseNumberYear, caseNumberQuery } from '#shared/records-api.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

/**
 * One page of all case numbers ever issued, newest first. Those of reports that `viewer` is to review blind are left out.
 */
export async function findCaseNumbers(
  db: Kysely<Database>,
  { year, voided, text = '', offset, limit }: z.output<typeof caseNumberQuery>,
  viewer: string | null,
): Promise<{ rows: CaseNumberRow[]; total: number }> {
  const chosen = db
    .selectFrom('case_number')
    .where(visibleTo(viewer, 'case_number.report_id'))
    .$if(year !== undefined, (query) => query.where('year', '=', year ?? 0))
    .$if(voided !== undefined, (query) => query.where('voided_at', voided === true ? 'is not' : 'is', null))
    .$if(text !== '', (query) => query.where((eb) => eb.or([hasCode(text), hasTracking(text)])));
  const rows = await chosen
    .leftJoin('removed_report', 'removed_report.report_id', 'case_number.report_id')
    .selectAll('case_number')
    .select('removed_at')
    .orderBy('year', 'desc')
    .orderBy('serial', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    total,
    rows: rows.map((row) => ({
      number: row.number,
      year: row.year,
      serial: row.serial,
      reportId: row.report_id,
      trackingNumber: row.tracking_number,
      givenAt: row.given_at.toISOString(),
      voidedAt: row.voided_at?.toISOString() ?? null,
      removedAt: row.removed_at?.toISOString() ?? null,
    })),
  };
}

/** Signs don't matter in a case number. */
const hasCode = (text: string) =>
  sql<boolean>`search_code(case_number.number) like search_code(${text}) || '%' and search_code(${text}) <> ''`;
const hasTracking = (text: string) =>
  sql<boolean>`case_number.tracking_number like ${`${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`}`;

/** As many missing serials as anyone would look into one by one. */
const MOST_MISSING = 100;

/**
 * Every year's numbers, newest year first. A serial that was assigned but is not in the list is missing: assigning and
 * listing are one transaction, so someone must have changed the database. Those that a restore passed over are not missing.
 */
export async function caseNumberYears(db: Kysely<Database>): Promise<CaseNumberYear[]> {
  const { rows } = await sql<CaseNumberYear>`
    with listed as (
      select year, count(*) as given, count(voided_at) as voided, count(removed_report.report_id) as removed
      from case_number left join removed_report using (report_id) group by year
    ), passed as (
      select year, sum(last - first + 1) as over from number_gap where counter = 'case' group by year
    )
    select year, coalesce(given, 0) as given, coalesce(voided, 0) as voided, coalesce(removed, 0) as removed, last,
      case when coalesce(given, 0) + coalesce(over, 0) = last then '{}'::int[] else array(
        select serial from generate_series(1, last) as serial
        where not exists (select from case_number as one where one.year = case_counter.year and one.serial = serial.serial)
          and not exists (select from number_gap as gap where gap.counter = 'case' and gap.year = case_counter.year
            and serial.serial between gap.first and gap.last)
        order by serial limit ${MOST_MISSING}) end as missing
    from case_counter left join listed using (year) left join passed using (year)
    order by year desc`.execute(db);
  return rows;
}
