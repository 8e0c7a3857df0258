import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '#server/db/migrate.ts';
import { removeKept } from '#server/jobs/remove-kept.ts';
import type { MessageFile } from '#shared/domain/message-file.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { messageWithFile } from '../../helpers/message-with-file.ts';

const NAME = 'Maria Lopez statement.pdf';
const PAPER = { name: NAME, content: Buffer.from('%PDF-1.4 a statement'), note: 'Here is your copy.' };
const MIGRATION = '0095-names-of-sent-files';
const PASSED_MS = 10_000 * 86_400_000;
let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const decisionsOf = async (report: Report): Promise<string> => {
  const { rows } = await sql`select decision::text from decision where report_id = ${report.id}`.execute(
    agency.deps.db,
  );
  return JSON.stringify(rows);
};

async function rejectedWithFile(): Promise<{ report: Report; file: MessageFile }> {
  const { token } = await agency.signedIn();
  const report = await agency.file();
  const file = await messageWithFile(agency, token, report.id, PAPER);
  const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  expect((await agency.act(token, await agency.report(report.id), reject)).status).toBe(200);
  return { report, file };
}

test('the names and hashes of files that an officer sent do not outlive the report', async () => {
  const { report, file } = await rejectedWithFile();
  const listed = async () => {
    const { token } = await agency.signedIn('supervisor');
    const list = `/api/v1/decisions?kind=message&text=${report.trackingNumber}`;
    return (await agency.call('GET', list, { token })).body.rows;
  };
  expect(await listed()).toMatchObject([{ removed: false, event: { params: { files: [{ name: NAME }] } } }]);

  await agency.lettersSent(report.id);
  now = new Date(now.getTime() + PASSED_MS);
  expect(await removeKept(agency.deps)).toEqual({ removed: 1 });
  expect(await listed()).toMatchObject([{ removed: true, event: { code: 'message_sent', params: {} } }]);
  expect(await decisionsOf(report)).not.toContain('Lopez');
  expect(await decisionsOf(report)).not.toContain(file.sha256);
});

test('a migration takes them out of decisions that were kept before', async () => {
  const { report, file } = await rejectedWithFile();
  const event = JSON.stringify({ code: 'message_sent', params: { files: [file] } });
  await sql`update decision set event = ${event}::jsonb where report_id = ${report.id} and kind = 'message'`.execute(
    agency.deps.db,
  );
  const others = () =>
    agency.deps.db.selectFrom('decision').selectAll().where('kind', '!=', 'message').orderBy('id').execute();
  const before = await others();

  await sql`delete from kysely_migration where name = ${MIGRATION}`.execute(agency.deps.db);
  expect(await migrate(agency.deps.db)).toEqual([MIGRATION]);
  expect(await decisionsOf(report)).not.toMatch(/Lopez|sha256/);
  expect(await others()).toEqual(before);
});
