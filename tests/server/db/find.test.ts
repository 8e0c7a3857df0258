import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findReports } from '#server/db/find.ts';
import { toAsked } from '#server/db/search-terms.ts';
import type { FindFields } from '#shared/find-api.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

const REPORTS = 3000;
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await sql`insert into report (id, tracking_number, kind, state, received_at, changed_at, facts, history, notice)
    select gen_random_uuid(), 'T26-' || lpad(n::text, 6, '0') || '-0', 'larceny', 'submitted',
      date_trunc('second', now()) - n * interval '1 minute', now(),
      jsonb_build_object('who', jsonb_build_object('givenName', 'Maria', 'familyName', 'Soto' || n, 'phone', null),
        'where', jsonb_build_object('address', n || ' Park Street', 'unit', null), 'items', '[]'::jsonb,
        'how', case when n % 2 = 0 then 'a stolen bicycle' else 'a broken window' end
          || case when n > 2000 then ', ancient' else '' end), '[]', '{}'
    from generate_series(1, ${sql.lit(REPORTS)}) n`.execute(database.db);
  await sql`analyze`.execute(database.db);
});
afterAll(() => database.drop());

const search = (fields: FindFields, most?: number) =>
  findReports(
    database.db,
    { asked: toAsked(fields), from: null, to: null, after: null, viewer: null },
    { limit: 3, similar: false, ...(most === undefined ? {} : { most }) },
  );
const names = (found: Awaited<ReturnType<typeof search>>) => found?.rows.map(({ name }) => name);

test('what is common fills a page from the newest reports, uncounted; what is rare is counted', async () => {
  const common = await search({ words: 'stolen' });
  expect(names(common)).toEqual(['Maria Soto2', 'Maria Soto4', 'Maria Soto6']);
  expect([common?.count, common?.more]).toEqual([null, true]);
  const rare = await search({ name: 'soto200' });
  expect(names(rare)).toEqual(['Maria Soto200', 'Maria Soto2000', 'Maria Soto2001']);
  expect([rare?.count, rare?.more]).toEqual([11, true]);
});

test('many matches of which few or none are recent are found, too, newest first', async () => {
  const old = await search({ words: 'ancient' }, 10);
  expect(names(old)).toEqual(['Maria Soto2001', 'Maria Soto2002', 'Maria Soto2003']);
  expect([old?.count, old?.more]).toEqual([null, true]);
  expect((await search({ words: 'ancient' }))?.count).toBe(1_000);
  expect(names(await search({ name: 'soto29' }, 10))).toEqual(['Maria Soto29', 'Maria Soto290', 'Maria Soto291']);
});

test('beside a rare word, a common one still has to match', async () => {
  expect(names(await search({ name: 'soto2000', words: 'a stolen bicycle' }))).toEqual(['Maria Soto2000']);
  expect(names(await search({ name: 'soto2001', words: 'a stolen bicycle' }))).toEqual([]);
});

test('a word that no report has is answered from the index, without reading the reports', async () => {
  expect(await search({ name: 'nobody', words: 'stolen' })).toMatchObject({ rows: [], count: 0 });
  const plan = await sql<{ 'QUERY PLAN': string }>`explain select report_id from report_search
    where terms @@ ${toAsked({ name: 'nobody' }).terms.name.join(' & ')}::tsquery`.execute(database.db);
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('report_search_terms');
});

test('an act on a report leaves its search row alone', async () => {
  const rows = async () =>
    (await sql<{ at: string }>`select max(xmin::text::bigint)::text as at from report_search`.execute(database.db))
      .rows;
  const before = await rows();
  await sql`update report set state = 'rejected', version = version + 1, facts = facts`.execute(database.db);
  expect(await rows()).toEqual(before);
});
