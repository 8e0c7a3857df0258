import { sql } from 'kysely';
import type { Db } from './open.ts';

/** The state of the background queues. Each figure is read from an index. */
export type Gauges = {
  lettersWaiting: number;
  /** Seconds since the oldest overdue letter was queued; 0 if none is overdue. */
  oldestLetterSeconds: number;
  packagesWaiting: number;
  packagesRefused: number;
  auditRows: number;
  /** The last audit row that was sent to the SIEM; 0 if there is none. */
  auditSent: number;
  /** Unix time in seconds of the last check that verified the whole audit log; 0 if there was none. */
  auditCheckedAt: number;
  /** Unix time in seconds when the newest backup was made, and the newest one that was found whole; 0 if none was. */
  backupMadeAt: number;
  backupCheckedAt: number;
  /** Unix time in seconds of the first audit row; 0 if there is none. */
  auditBeganAt: number;
};

export async function readGauges(db: Db, now: Date): Promise<Gauges> {
  const { rows } = await sql<Gauges>`
    select
      (select count(*) from letter where next_attempt_at is not null) as "lettersWaiting",
      (select coalesce(extract(epoch from ${now}::timestamptz - min(queued_at)), 0)::float8
        from letter where next_attempt_at <= ${now}) as "oldestLetterSeconds",
      (select count(*) from rms_package where state = 'queued') as "packagesWaiting",
      (select count(*) from rms_package where state = 'refused') as "packagesRefused",
      (select coalesce(max(seq), 0) from audit) as "auditRows",
      coalesce((select seq from audit_reader where name = 'siem'), 0) as "auditSent",
      (select coalesce(extract(epoch from max(checked_at)), 0)::float8 from audit_checkpoint) as "auditCheckedAt",
      (select coalesce(extract(epoch from made_at), 0)::float8 from backup_state) as "backupMadeAt",
      (select coalesce(extract(epoch from checked_at), 0)::float8 from backup_state) as "backupCheckedAt",
      coalesce((select extract(epoch from at) from audit order by seq limit 1), 0)::float8 as "auditBeganAt"`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a query returned no row');
  return row;
}
