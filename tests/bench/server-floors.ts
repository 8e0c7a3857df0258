import { sql } from 'kysely';
import type { Cluster } from '../helpers/cluster.ts';
import { type Floor, floorOf } from './floor.ts';

export type Floors = { commit: Floor; feed: Floor; decision: Floor; intake: Floor };

/**
 * Measures how long PostgreSQL alone takes on this machine for the reads and writes that the server does: rows of the
 * same size, without rules, letters or hashes. Deletes the rows it writes.
 */
export async function measureFloors(cluster: Cluster, times: number): Promise<Floors> {
  const { db, databaseUrl } = cluster;
  const report = await db
    .selectFrom('report')
    .select(['id', 'changed_txid'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  const officer = await db.selectFrom('officer').select('id').limit(1).executeTakeFirstOrThrow();
  await sql`create table bench_audit (like audit)`.execute(db);
  await sql`create table bench_report (like report including defaults including indexes)`.execute(db);
  await sql`create table bench_letter (like letter including defaults including indexes)`.execute(db);
  await sql`create table bench_act (like act including indexes)`.execute(db);
  await sql`insert into bench_report select * from report limit 2000`.execute(db);
  const audit = `insert into bench_audit select * from audit order by seq desc limit 1;\n`;
  const letter = `insert into bench_letter select gen_random_uuid(), report_id, kind, language, to_address, subject, text,
    html, private_link, gen_random_uuid()::text, queued_at from letter limit 1;\n`;
  try {
    return {
      commit: await floorOf(databaseUrl, 'one commit', `update agency set epoch = epoch;\n`, times),
      feed: await floorOf(
        databaseUrl,
        'the same page of rows',
        `select id, changed_txid, coalesce(feed_text, report_feed_text(report)) from report
          where (changed_txid, id) > ('${report.changed_txid}'::xid8, '${report.id}'::uuid)
          order by changed_txid, id limit 501;\n`,
        Math.min(times, 60),
      ),
      decision: await floorOf(
        databaseUrl,
        'the same rows',
        `begin;\nselect * from bench_report where id = '${report.id}' for update;\n${letter}insert into bench_act
          select gen_random_uuid(), request_hash, report_id, '${officer.id}', kind, event, note, act, seen, decided_at,
          report_version from act limit 1;\nupdate bench_report set state = 'approved', version = version + 1,
          changed_txid = pg_current_xact_id(), history = history || '[]' where id = '${report.id}';\n${audit}commit;\n`,
        times,
      ),
      intake: await floorOf(
        databaseUrl,
        'the same rows',
        `begin;\nupdate tracking_counter set last = last;\ninsert into bench_report (id, tracking_number, kind, state,
          received_at, changed_at, facts, history, notice) select gen_random_uuid(), gen_random_uuid()::text, kind, state,
          received_at, changed_at, facts, history, notice from report limit 1;\n${letter}${audit}commit;\n`,
        times,
      ),
    };
  } finally {
    await sql`drop table bench_audit, bench_report, bench_letter, bench_act`.execute(db);
  }
}
