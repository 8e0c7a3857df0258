import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { CaseNumberRow, CaseNumberYear, caseNumberQuery } from '#shared/records-api.ts';
import { hiddenReports, visibleTo } from './hidden-reports.ts';
import { beginsWith } from './hold-record.ts';
import type { Database } from './schema.ts';

/**
 * Returns the time of the first decision that `viewer` will review blind; null if there is none. Case numbers assigned
 * since then are not listed for that viewer. Otherwise, a gap in the list would reveal that a hidden report was
 * approved, and no gap would reveal that it was rejected.
 */
export async function numbersUntil(db: Kysely<Database>, viewer: string | null): Promise<Date | null> {
  const times = [...(await hiddenReports(db, viewer)).values()];
  return times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime())));
}

/**
 * One page of all case numbers that were issued before `until`, newest first. Excludes numbers of reports that `viewer`
 * will review blind.
 */
export async function findCaseNumbers(
  db: Kysely<Database>,
  { year, voided, text = '', offset, limit }: z.output<typeof caseNumberQuery>,
  viewer: string | null,
): Promise<{ rows: CaseNumberRow[]; total: number; listedUntil: string | null }> {
  const until = await numbersUntil(db, viewer);
  const chosen = db
    .selectFrom('case_number')
    .where(visibleTo(viewer, 'case_number.report_id'))
    .$if(until !== null, (query) => query.where('given_at', '<', until))
    .$if(year !== undefined, (query) => query.where('year', '=', year ?? 0))
    .$if(voided !== undefined, (query) => query.where('voided_at', voided === true ? 'is not' : 'is', null))
    .$if(text !== '', (query) =>
      query.where((eb) => eb.or([beginsWith('case_number.number', text), hasTracking(text)])),
    );
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
    listedUntil: until?.toISOString() ?? null,
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

const hasTracking = (text: string) =>
  sql<boolean>`case_number.tracking_number like ${`${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`}`;

/** Maximum number of missing serials listed; nobody would check more one by one. */
const MOST_MISSING = 100;

/**
 * Returns each year's numbers, newest year first, as far as they are listed for `viewer`. A serial counts as missing if
 * it was assigned but is not in the list. Assigning and listing are one transaction, so a missing serial means that
 * someone changed the database. Serials skipped by a restore don't count as missing.
 */
export async function caseNumberYears(db: Kysely<Database>, viewer: string | null): Promise<CaseNumberYear[]> {
  const until = await numbersUntil(db, viewer);
  const { rows } = await sql<CaseNumberYear>`
    with reached as (
      select year, ${until === null ? sql`last` : lastBefore(until)} as last from case_counter
    ), listed as (
      select year, count(*) as given, count(voided_at) as voided, count(removed_report.report_id) as removed
      from case_number left join removed_report using (report_id)
      ${until === null ? sql`` : sql`where given_at < ${until}`} group by year
    ), passed as (
      select year, sum(least(gap.last, reached.last) - gap.first + 1) as over
      from number_gap as gap join reached using (year) where counter = 'case' and gap.first <= reached.last group by year
    )
    select year, coalesce(given, 0) as given, coalesce(voided, 0) as voided, coalesce(removed, 0) as removed, last,
      case when coalesce(given, 0) + coalesce(over, 0) = last then '{}'::int[] else array(
        select serial from generate_series(1, last) as serial
        where not exists (select from case_number as one where one.year = reached.year and one.serial = serial.serial)
          and not exists (select from number_gap as gap where gap.counter = 'case' and gap.year = reached.year
            and serial.serial between gap.first and gap.last)
        order by serial limit ${MOST_MISSING}) end as missing
    from reached left join listed using (year) left join passed using (year)
    ${until === null ? sql`` : sql`where last > 0`}
    order by year desc`.execute(db);
  return rows;
}

/** The last serial of a year that was assigned before a time; 0 if there is none. */
const lastBefore = (until: Date) => sql`coalesce((select max(serial) from case_number as one
  where one.year = case_counter.year and given_at < ${until}), 0)`;
