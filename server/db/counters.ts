import { sql, type Transaction } from 'kysely';
import { trackingNumber } from '#shared/domain/ids.ts';
import type { Database } from './schema.ts';

/** The calendar year of an instant where the agency is. */
export function yearIn(timeZone: string, at: Date): number {
  return Number(new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric' }).format(at));
}

export async function nextTrackingNumber(trx: Transaction<Database>, year: number): Promise<string> {
  return trackingNumber(year, await next(trx, 'tracking_counter', year));
}

/**
 * The next permanent case number, such as `26-000123`. Its counter's row stays locked until the transaction ends,
 * so that a rolled-back approval leaves no gap.
 */
export async function nextCaseNumber(trx: Transaction<Database>, year: number): Promise<string> {
  const serial = await next(trx, 'case_counter', year);
  return `${String(year % 100).padStart(2, '0')}-${String(serial).padStart(6, '0')}`;
}

async function next(
  trx: Transaction<Database>,
  counter: 'tracking_counter' | 'case_counter',
  year: number,
): Promise<number> {
  const row = await trx
    .insertInto(counter)
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql<number>`${sql.ref(counter)}.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}
