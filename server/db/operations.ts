import { sql } from 'kysely';
import type { Operations } from '#shared/workstations-api.ts';
import { readGauges } from './gauges.ts';
import type { Db } from './open.ts';

/** Reads the state of the queues and of the audit log, for the people who run the server. */
export async function readOperations(db: Db, now: Date): Promise<Omit<Operations, 'checks' | 'jobs'>> {
  const gauges = await readGauges(db, now);
  const { rows } = await sql<{ failed: string }>`select count(*) as failed from letter
    where failed_at is not null and sent_at is null and printed_at is null and withdrawn_at is null`.execute(db);
  const { rows: checks } = await sql<{ at: Date; outcome: string; badSeq: string | null }>`
    select at, outcome, detail ->> 'badSeq' as "badSeq" from audit
    where action = 'audit.check' order by at desc, seq desc limit 1`.execute(db);
  const broken = checks.find(({ outcome, badSeq }) => outcome === 'failure' && badSeq !== null);
  return {
    lettersWaiting: gauges.lettersWaiting,
    lettersFailed: Number(rows[0]?.failed ?? 0),
    packagesWaiting: gauges.packagesWaiting,
    packagesRefused: gauges.packagesRefused,
    auditRows: gauges.auditRows,
    auditCheckedAt: gauges.auditCheckedAt === 0 ? null : new Date(gauges.auditCheckedAt * 1000).toISOString(),
    auditBroken: broken === undefined ? null : { row: Number(broken.badSeq), foundAt: broken.at.toISOString() },
  };
}
