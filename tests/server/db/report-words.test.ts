import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPapers } from '#server/db/papers.ts';
import { reportHasWords } from '#server/db/report-words.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('searching many printed letters reads only those of matching reports, not all of them', async () => {
  const { db } = database;
  await sql`insert into report (id, tracking_number, kind, state, received_at, changed_at, facts, history, notice)
    select gen_random_uuid(), 'T26-' || lpad(n::text, 6, '0') || '-0', 'larceny', 'approved', now(), now(),
      jsonb_build_object('who', jsonb_build_object('givenName', 'María', 'familyName', 'Soto' || n)), '[]', '{}'
    from generate_series(1, 5000) n`.execute(db);
  await sql`insert into letter (id, report_id, kind, language, subject, text, html, message_id, queued_at, printed_at)
    select gen_random_uuid(), id, 'received', 'en', '', '', '', id::text, now(), now() from report`.execute(db);
  await sql`analyze`.execute(db);
  const { total } = await findPapers(db, { printed: true, text: 'maría soto4321', offset: 0, limit: 50 }, null);
  expect(total).toBe(1);
  const plan = await db
    .selectFrom('report')
    .select('id')
    .where(reportHasWords('maría soto4321'))
    .explain<Record<string, string>>();
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Scan on report_words');
});
