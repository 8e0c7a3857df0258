import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveDraft } from '#server/commands/drafts/save-draft.ts';
import { addForm } from '#server/commands/reports/add-information.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { intake } from '../../../helpers/builders.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

test('a form that is sent again and added to an earlier report at the same moment is both saved and added', async () => {
  const { db } = agency.deps;
  const body = intake();
  const email = body.facts.who.email ?? '';
  // An address that was never confirmed has a limit of mails, for which both have to wait.
  const { reportId } = await fileReport(agency.deps, body, { source: 'test', submissionId: randomUUID() });
  const form = { id: randomUUID(), state: 'unconfirmed', kind: body.kind, lang: 'en', answers: {} } as const;
  const save = () => saveDraft(agency.deps, { ...form, email, source: '192.0.2.1' });
  expect(await save()).toBe('kept');

  /** Resolves once this many of the two wait, apart from the mailer, which waits for the report. */
  const waiting = (wanted: number, longerThan: number) =>
    expect
      .poll(
        async () => {
          const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'
              and clock_timestamp() - query_start > ${longerThan} * current_setting('deadlock_timeout')::interval`.execute(
            db,
          );
          return rows[0]?.n;
        },
        { timeout: 20_000 },
      )
      .toBe(wanted);
  const both = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(mailbox(${email}), 7022))`.execute(trx);
    const saved = save();
    await waiting(1, 0);
    const added = addForm(agency.deps, reportId, { facts: body.facts, uploadId: form.id }, 'test');
    // PostgreSQL looks for a deadlock once in each wait. After that, it would end the other of the two.
    await waiting(2, 1.1);
    return { done: Promise.all([saved, added]) };
  });

  expect(await both.done).toEqual(['kept', true]);
  // What was saved meanwhile is not left behind.
  expect(await db.selectFrom('draft').select('id').execute()).toEqual([]);
});
