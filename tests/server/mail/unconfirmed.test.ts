import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { intake } from '../../helpers/builders.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

const LURE = {
  givenName: 'your report was',
  familyName: "moved. Don't wait: https://evil.example",
  phone: '900-555-0199',
};

async function filed(email: string, more: { acceptedAt?: Date } = {}) {
  const body = intake({ facts: { who: { ...LURE, email, preferredContact: 'email' } } });
  const { reportId } = await fileReport(agency.deps, body, { source: 'test', submissionId: randomUUID(), ...more });
  return agency.report(reportId);
}
const said = async (email: string, subject: string) => {
  const { raw, parsed } = await agency.mail.mailTo(email, subject);
  return [raw, parsed.subject, parsed.text, parsed.html].join('\n');
};

test.each(['en', 'es'] as const)(
  'a letter to an unconfirmed address has no word of its sender (%s)',
  async (language) => {
    const email = `stranger-${language}@example.com`;
    const body = intake({ facts: { who: { ...LURE, email, preferredContact: 'email', language } } });
    const filing = { source: 'test', submissionId: randomUUID() };
    const report = await agency.report((await fileReport(agency.deps, body, filing)).reportId);
    const received = await said(email, report.trackingNumber);
    expect(received).not.toMatch(/evil\.example|was moved|your report was|900-555-0199/);
    expect(received).toContain(language === 'en' ? 'Dear Sir or Madam,' : 'Saludos, señor o señora:');
    expect(received).toContain('/status/');

    const { token } = await agency.signedIn();
    const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
    expect((await agency.act(token, report, reject)).status).toBe(200);
    await agency.lettersSent(report.id);
    const mails = agency.mail.mails.filter(({ to }) => to.includes(email));
    expect(mails.length).toBe(2);
    for (const { raw, parsed } of mails) {
      const all = [raw, parsed.subject, parsed.text, parsed.html].join('\n');
      expect(all).not.toMatch(/evil\.example|900-555-0199/);
    }
  },
);

test('a letter to a confirmed address greets its sender by name', async () => {
  const report = await filed('confirmed@example.com', { acceptedAt: new Date() });
  expect(await said('confirmed@example.com', report.trackingNumber)).toContain(LURE.givenName);
});
