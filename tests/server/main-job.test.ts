import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '#shared/domain/report.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { INTAKE_KEY, intake } from '../helpers/builders.ts';
import { until } from '../helpers/workstation.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

test('a report comes in, an officer approves it, and the reporter gets the letter with the case number', async () => {
  const email = 'ana@example.org';
  const headers = { 'intake-key': INTAKE_KEY };
  const filed = await agency.call('POST', '/api/v1/intake', { body: intake({ facts: { who: { email } } }), headers });
  expect(filed.status).toBe(201);
  const { token } = await agency.signedIn();
  // Any uncommitted write on the database holds back changes for a moment.
  const report = await until(
    async (): Promise<Report | undefined> =>
      (await agency.call('GET', '/api/v1/changes', { token })).body.reports.find(
        (one: Report) => one.trackingNumber === filed.body.trackingNumber,
      ),
    (found) => found !== undefined,
  );
  if (report === undefined) throw new Error('not in the feed');
  const received = await agency.mail.mailTo(email);
  expect(received.parsed.text).toContain(filed.body.trackingNumber);

  const act = { kind: 'approve', offenseCode: 'larceny_other', note: 'Thank you for the serial number.' } as const;
  const shown = letterFor(report, act, await agency.policy());
  const done = await agency.act(token, report, act);
  expect(done.status).toBe(200);
  expect(done.body.report.state).toBe('approved');
  const { caseNumber } = done.body.report;
  expect(caseNumber).toMatch(/^\d\d-000001$/);

  const mail = await agency.mail.mailTo(email, 'approved');
  const text = mail.parsed.text?.replace(/http:\S+\/status\/\w{26}/, '[private link]');
  expect(text).toBe(shown?.text.replaceAll('[case number]', caseNumber));
});
