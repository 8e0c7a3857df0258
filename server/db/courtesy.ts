import { type Kysely, sql } from 'kysely';
import { courtesyWindow } from '#shared/domain/follow-up-clock.ts';
import { correctedFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { CourtesyRow } from '#shared/records-api.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

type Query = { done: boolean; offset: number; limit: number };

/**
 * Returns approved reports that are in the period for a courtesy contact at `now`, oldest approval first: those not
 * contacted yet or, with `done`, those already contacted. Reports that `viewer` will review blind are left out.
 */
export async function findCourtesyContacts(
  db: Kysely<Database>,
  query: Query,
  now: Date,
  policy: Policy,
  viewer: string | null,
): Promise<{ rows: CourtesyRow[]; total: number }> {
  const { from, before, dueAt } = courtesyWindow(now, policy);
  // For a report that was reopened and approved again, only the latest approval counts.
  const chosen = db
    .selectFrom('act')
    .innerJoin('report', 'report.id', 'act.report_id')
    .leftJoin('courtesy_contact', 'courtesy_contact.report_id', 'report.id')
    .leftJoin('officer', 'officer.id', 'courtesy_contact.officer_id')
    .where('act.kind', '=', 'approve')
    .where('report.state', '=', 'approved')
    .where(visibleTo(viewer, 'report.id'))
    .where('decided_at', '>=', from)
    .where('decided_at', '<', before)
    .where('courtesy_contact.done_at', query.done ? 'is not' : 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from act later where later.report_id = act.report_id
        and later.kind = 'approve' and later.decided_at > act.decided_at)`,
    );
  const rows = await chosen
    .select([
      'report.id',
      'tracking_number',
      'report.case_number',
      'report.kind',
      'decided_at',
      'facts',
      'corrections',
      'done_at',
      'outcome',
      'courtesy_contact.note',
      'display_name',
    ])
    .orderBy('decided_at')
    .orderBy('report.id')
    .offset(query.offset)
    .limit(query.limit)
    .execute();
  const { total } = await chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    total,
    rows: rows.map((row) => {
      const { who } = correctedFacts(row.facts, row.corrections);
      return {
        reportId: row.id,
        trackingNumber: row.tracking_number,
        caseNumber: row.case_number ?? '',
        kind: row.kind,
        approvedAt: row.decided_at.toISOString(),
        dueAt: dueAt(row.decided_at).toISOString(),
        person: {
          name: `${who.givenName} ${who.familyName}`,
          language: who.language,
          phone: who.phone,
          email: who.email,
          bestTime: who.bestTime,
          safeContact: who.safeContact,
          interpreter: who.interpreter,
        },
        done:
          row.done_at === null || row.outcome === null
            ? null
            : {
                at: row.done_at.toISOString(),
                by: row.display_name ?? '',
                outcome: row.outcome,
                note: row.note ?? '',
              },
      };
    }),
  };
}
