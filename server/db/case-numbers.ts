import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { CaseNumberRow, caseNumberQuery } from '#shared/records-api.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

/**
 * One page of all case numbers ever issued, newest first. Those of reports that `viewer` is to review blind are left out.
 */
export async function findCaseNumbers(
  db: Kysely<Database>,
  { year, voided, offset, limit }: z.output<typeof caseNumberQuery>,
  viewer: string | null,
): Promise<{ rows: CaseNumberRow[]; total: number }> {
  const chosen = db
    .selectFrom('case_number')
    .where(visibleTo(viewer, 'case_number.report_id'))
    .$if(year !== undefined, (query) => query.where('year', '=', year ?? 0))
    .$if(voided !== undefined, (query) => query.where('voided_at', voided === true ? 'is not' : 'is', null));
  const rows = await chosen
    .selectAll()
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
    })),
  };
}
