import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addInformation, withdrawReport } from '#server/commands/reports/add-information.ts';
import { answerFollowUp } from '#server/commands/reports/answer-follow-up.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { foundIt } from '#server/commands/reports/found.ts';
import { staffNetworks } from '#server/staff-networks.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { INTAKE_KEY, intake } from '../helpers/builders.ts';

const AGENCY = ['10.20.0.0/16', '2001:db8:7::/48'];
const INSIDE = '10.20.3.4';
const OUTSIDE = '203.0.113.9';

let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_STAFF_NETWORKS: AGENCY.join(', ') } });
  token = (await agency.signedIn()).token;
});
afterAll(() => agency.stop());

const deps = () => ({ ...agency.deps, isStaff: staffNetworks(AGENCY) });
const act = async (report: Report, given: Act) => {
  expect((await agency.act(token, await agency.report(report.id), given)).status).toBe(200);
};
const reject = (report: Report) =>
  act(report, { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' });
const ask = (report: Report) => act(report, { kind: 'follow_up', missing: ['serial_number'], note: '' });

test.each([
  ['10.20.0.1', true],
  ['::ffff:10.20.0.1', true],
  ['2001:db8:7:1::9', true],
  ['10.21.0.1', false],
  ['2001:db8:8::9', false],
  ['unknown', false],
])('%s is in the agency’s networks: %s', (source, is) => {
  expect(staffNetworks(AGENCY)(source)).toBe(is);
});

const ACTS: [string, (report: Report, source: string) => Promise<unknown>, (report: Report) => Promise<void>][] = [
  ['adds', ({ id }, from) => addInformation(deps(), id, { text: 'More.', uploadId: null }, from), async () => {}],
  ['withdraws', ({ id }, from) => withdrawReport(deps(), id, { text: '', uploadId: null }, from), async () => {}],
  ['finds it', ({ id }, from) => foundIt(deps(), id, 'In the attic.', from), async () => {}],
  ['appeals', ({ id }, from) => appealReport(deps(), { reportId: id, text: 'Again.' }, from), reject],
  [
    'answers',
    ({ id }, from) => answerFollowUp(deps(), { by: { reportId: id }, text: 'SN-1.', uploadId: null }, from),
    ask,
  ],
];
test.each(ACTS)(
  'what a person %s from there is marked in the history and the audit log, and only that',
  async (_, does, before) => {
    for (const source of [INSIDE, OUTSIDE]) {
      const report = await agency.file();
      await before(report);
      const { length } = (await agency.report(report.id)).history;
      expect(await does(report, source)).toBe(true);
      const own = (await agency.report(report.id)).history
        .slice(length)
        .find((one) => one.by === null && one.kind !== 'letter_sent');
      expect(own?.fromStaff).toBe(source === INSIDE ? true : undefined);
      const { detail } = await agency.deps.db
        .selectFrom('audit')
        .select('detail')
        .where('target', '=', report.id)
        .where('actor', '=', 'person')
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow();
      expect(detail).toMatchObject({ version: expect.any(Number) });
      expect((detail as { fromStaff?: boolean }).fromStaff).toBe(source === INSIDE ? true : undefined);
    }
  },
);

test('a report that was filed from there is marked as the server’s settings say', async () => {
  const file = (source: string) =>
    agency.call('POST', '/api/v1/intake', {
      body: intake(),
      headers: { 'intake-key': INTAKE_KEY, 'x-forwarded-for': source },
    });
  for (const source of [INSIDE, OUTSIDE]) {
    const { body } = await file(source);
    const { id } = await agency.deps.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', body.trackingNumber)
      .executeTakeFirstOrThrow();
    const [first] = (await agency.report(id)).history;
    expect(first?.fromStaff).toBe(source === INSIDE ? true : undefined);
  }
});

test('a server that was told no networks marks nothing', async () => {
  const { isStaff: _, ...untold } = agency.deps;
  const { reportId } = await fileReport(untold, intake(), { source: INSIDE, submissionId: randomUUID() });
  expect((await agency.report(reportId)).history[0]?.fromStaff).toBeUndefined();
});
