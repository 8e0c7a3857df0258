import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import type { DecisionAsSeen } from '#shared/trail-api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { CIRCUMSTANCES } from '../../../helpers/quiet-trail.ts';

let agency: Agency;
let officer: string;
let supervisor: string;
/** The number of milliseconds by which the server's clock is ahead. */
let ahead = 0;
beforeAll(async () => {
  agency = await startAgency({ now: () => new Date(Date.now() + ahead) });
  officer = (await agency.signedIn()).token;
  supervisor = (await agency.signedIn('supervisor')).token;
});
afterAll(() => agency.stop());

const decision = (id: string) => agency.call('GET', `/api/v1/decisions/${id}`, { token: supervisor });

test('a decision shows the report in the version on which it was made, and what changed since', async () => {
  // The report has no e-mail address. Otherwise, the mailer would send the first letter at some point during the test.
  const filed = await agency.file({ facts: { who: { email: null } } });
  const correct = { kind: 'correct', field: 'who.phone', value: '860-555-0199', note: 'By phone.' } as const;
  await agency.act(officer, filed, correct);
  const before = await agency.report(filed.id);
  const key = randomUUID();
  const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: 'Sorry.' } as const;
  const acted = await agency.act(officer, before, reject, { key, circumstances: CIRCUMSTANCES });
  expect(acted.status).toBe(200);
  await agency.act(officer, await agency.report(filed.id), { kind: 'note', note: 'The person called.' });

  const { body, status } = await decision(key);
  expect(status).toBe(200);
  const { row, seen, report, since } = body as DecisionAsSeen;
  expect(row).toMatchObject({ id: key, circumstances: CIRCUMSTANCES, note: 'Sorry.', removed: false });
  expect(row.letter?.text).toContain('Sorry.');
  expect(seen?.reportVersion).toBe(before.version);
  expect(report?.version).toBe(before.version);
  expect(report?.history).toEqual(before.history);
  expect(report?.corrections).toEqual(before.corrections);
  expect(report?.facts).toEqual(before.facts);
  // The mailer may or may not have sent the letter by now.
  const codes = since?.history.map(({ event }) => event.code) ?? [];
  expect(codes.filter((code) => code !== 'letter_sent')).toEqual(['rejected', 'noted']);
});

test('looking at a report as it was is an opening of that report', async () => {
  const filed = await agency.file();
  const key = randomUUID();
  await agency.act(officer, filed, { kind: 'note', note: 'x' }, { key });
  const openings = async () =>
    (await agency.call('GET', `/api/v1/openings?reportId=${filed.id}`, { token: supervisor })).body.rows;
  expect(await openings()).toEqual([]);
  await decision(key);
  await decision(key);
  expect(await openings()).toMatchObject([{ reportId: filed.id, uses: { as_seen: 2 }, offline: false }]);
});

test('saving decisions as a file shows on each report in it, once however often it was decided', async () => {
  const [one, other, left] = [await agency.file(), await agency.file(), await agency.file()];
  const { token, officer: author } = await agency.signedIn();
  for (const { id } of [one, one, other]) {
    expect((await agency.act(token, await agency.report(id), { kind: 'note', note: 'x' })).status).toBe(200);
  }
  await agency.act(officer, left, { kind: 'note', note: 'x' });
  const save = () =>
    agency.call('POST', '/api/v1/decision-exports', { token: supervisor, body: { officerId: author.id } });
  expect((await save()).body.rows).toHaveLength(3);
  const openings = async ({ id }: { id: string }) =>
    (await agency.call('GET', `/api/v1/openings?reportId=${id}`, { token: supervisor })).body.rows;
  expect(await openings(one)).toMatchObject([
    { trackingNumber: one.trackingNumber, uses: { exported: 1 }, seconds: 0 },
  ]);
  expect(await openings(other)).toMatchObject([{ uses: { exported: 1 } }]);
  expect(await openings(left)).toEqual([]);
  await save();
  expect(await openings(one)).toMatchObject([{ uses: { exported: 2 } }]);
});

test('opening a decision is audited, also one that does not exist', async () => {
  const unknown = randomUUID();
  expect((await decision(unknown)).status).toBe(404);
  const { rows } = (await agency.call('GET', '/api/v1/decisions', { token: supervisor })).body;
  await decision(rows[0].id);
  const audited = await agency.deps.db
    .selectFrom('audit')
    .select(['target', 'outcome'])
    .where('action', '=', 'decision.open')
    .orderBy('seq', 'desc')
    .limit(2)
    .execute();
  expect(audited).toEqual([
    { target: rows[0].id, outcome: 'success' },
    { target: unknown, outcome: 'failure' },
  ]);
});

test('an act that is sent again with other circumstances stays as it was sent first', async () => {
  const report = await agency.file();
  const key = randomUUID();
  const note = { kind: 'note', note: 'x' } as const;
  expect((await agency.act(officer, report, note, { key, circumstances: CIRCUMSTANCES })).status).toBe(200);
  expect((await agency.act(officer, report, note, { key })).status).toBe(200);
  expect((await decision(key)).body.row.circumstances).toEqual(CIRCUMSTANCES);
});

const MINUTE_MS = 60_000;

/** Creates a supervisor. `reads` requests a page of the list and returns what that added to the audit log. */
async function reader() {
  const { token, officer: reader } = await agency.signedIn('supervisor');
  const logged = async () =>
    (await readAudit(agency.deps.db, 0, 100_000)).filter(
      ({ actor, action }) => actor === reader.id && action === 'decisions.read',
    );
  return {
    token,
    logged,
    reads: async (query = '') => {
      const before = (await logged()).length;
      const { body } = await agency.call('GET', `/api/v1/decisions?${query}`, { token });
      return { rows: body.rows, added: (await logged()).slice(before).map(({ detail }) => detail) };
    },
  };
}

test('a page of decisions leaves one row with the reports that it showed, however often it is looked at in ten minutes', async () => {
  const { token, officer: author } = await agency.signedIn();
  const note = { kind: 'note', note: 'x' } as const;
  const [one, other] = [await agency.file(), await agency.file()];
  for (const { id } of [one, one, other]) await agency.act(token, await agency.report(id), note);
  const { reads } = await reader();
  const query = `officerId=${author.id}`;
  const first = await reads(query);
  expect(first.rows).toHaveLength(3);
  expect(first.added).toEqual([
    { officerId: author.id, direction: 'desc', searched: false, rows: 3, shown: [other.id, one.id] },
  ]);
  expect((await reads(query)).added).toEqual([]);
  // A request with another filter is logged separately, even if it finds the same decisions.
  expect((await reads(`${query}&kind=note`)).added).toMatchObject([{ kind: 'note', shown: [other.id, one.id] }]);
  const last = first.rows[0];
  const next = await reads(`${query}&afterAt=${last.at}&afterId=${last.id}`);
  expect(next.added).toMatchObject([{ afterId: last.id, shown: [one.id] }]);

  // When a report appears in the list for the first time, the log names it.
  const third = await agency.file();
  await agency.act(token, third, note);
  expect((await reads(query)).added).toMatchObject([{ rows: 4, shown: [third.id] }]);
  expect((await reads(query)).added).toEqual([]);
  ahead += 10 * MINUTE_MS + 1;
  expect((await reads(query)).added).toMatchObject([{ shown: [third.id, other.id, one.id] }]);
});

test('a page without decisions is a reading, too, and searches for different words are different readings', async () => {
  const { reads, logged } = await reader();
  expect((await reads('text=nothing-of-this')).added).toMatchObject([{ searched: true, rows: 0, shown: [] }]);
  expect((await reads('text=nothing-of-this')).added).toEqual([]);
  expect((await reads('text=nothing-of-that')).added).toMatchObject([{ rows: 0, shown: [] }]);
  expect(JSON.stringify(await logged())).not.toContain('nothing');
});

test('what a colleague was shown is no reason to leave out one’s own reading', async () => {
  const [one, other] = [await reader(), await reader()];
  expect((await one.reads('kind=note')).added).toHaveLength(1);
  expect((await other.reads('kind=note')).added).toHaveLength(1);
});

test('which readings showed a report is looked up in an index', async () => {
  const trx = await agency.deps.db.startTransaction().execute();
  await sql`set local enable_seqscan = off`.execute(trx);
  const { rows } =
    await sql`explain (format json) select from list_reading where shown && ${[randomUUID()]}::uuid[]`.execute(trx);
  await trx.rollback().execute();
  expect(JSON.stringify(rows)).toContain('list_reading_shown');
});
