import { sql, type Transaction } from 'kysely';
import { caseNumber } from '#shared/domain/case-number.ts';
import { trackingNumber } from '#shared/domain/ids.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { wallParts } from '#shared/domain/zone-clock.ts';
import type { Database } from './schema.ts';
import type { Write } from './write-together.ts';

/** The calendar year of an instant in the agency's time zone. */
export function yearIn(timeZone: string, at: Date): number {
  return wallParts(at.getTime(), timeZone).year;
}

export async function nextTrackingNumber(trx: Transaction<Database>, year: number): Promise<string> {
  return trackingNumber(year, await next(trx, 'tracking_counter', year));
}

/**
 * Returns the agency's next permanent case number, such as `26-000123`, and the write that adds it to the list of all
 * case numbers. The counter's row stays locked until the transaction ends, so a rolled-back approval leaves no gap. Every
 * other approval waits for this lock, so the transaction should do little after taking it.
 */
export async function nextCaseNumber(
  trx: Transaction<Database>,
  { agency, caseNumbers }: Pick<Policy, 'agency' | 'caseNumbers'>,
  report: { id: string; tracking_number: string },
  at: Date,
): Promise<{ number: string; write: Write }> {
  const year = yearIn(agency.timeZone, at);
  const serial = await next(trx, 'case_counter', year);
  const number = caseNumber(caseNumbers.pattern, year, serial);
  const write = trx
    .insertInto('case_number')
    .values({ number, year, serial, report_id: report.id, tracking_number: report.tracking_number, given_at: at });
  return { number, write };
}

/**
 * Sets when a report's case number was voided because its approval was reversed; null makes the number valid again when
 * the report is approved again.
 */
export async function voidCaseNumber(trx: Transaction<Database>, number: string, at: Date | null): Promise<void> {
  await trx.updateTable('case_number').set({ voided_at: at }).where('number', '=', number).execute();
}

export type Skipped = { counter: 'tracking' | 'case'; year: number; first: number; last: number };

/**
 * Advances all counters after a restore: letters show numbers that were issued after the backup, but the restored
 * database doesn't know them. The backup may be from before New Year, so each counter is advanced for every year from
 * the last one in the backup through this year.
 */
export async function skipNumbers(
  trx: Transaction<Database>,
  { agency, limits }: Pick<Policy, 'agency' | 'limits'>,
  at: Date,
): Promise<Skipped[]> {
  const thisYear = yearIn(agency.timeZone, at);
  const skipped: Skipped[] = [];
  for (const counter of ['tracking', 'case'] as const) {
    const table = `${counter}_counter` as const;
    const { newest } = await trx
      .selectFrom(table)
      .select((eb) => eb.fn.max<number | null>('year').as('newest'))
      .executeTakeFirstOrThrow();
    for (let year = Math.min(newest ?? thisYear, thisYear); year <= thisYear; year += 1) {
      const last = await next(trx, table, year, limits.restoreGap);
      skipped.push({ counter, year, first: last - limits.restoreGap + 1, last });
    }
  }
  await trx
    .insertInto('number_gap')
    .values(skipped.map((gap) => ({ ...gap, made_at: at })))
    .execute();
  return skipped;
}

async function next(
  trx: Transaction<Database>,
  counter: 'tracking_counter' | 'case_counter',
  year: number,
  by = 1,
): Promise<number> {
  const row = await trx
    .insertInto(counter)
    .values({ year, last: by })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet({ last: sql<number>`${sql.ref(counter)}.last + ${by}::int` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}
