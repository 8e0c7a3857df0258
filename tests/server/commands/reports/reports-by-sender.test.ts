import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendersUnder } from '#server/db/same-sender.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Person, Report } from '#shared/domain/report.ts';
import { MOST_SAME_SENDER, type SameSenderReport } from '#shared/domain/same-sender-report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
let officer: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
});
afterAll(() => agency.stop());

const file = (who: Partial<Person>) =>
  agency.file({ facts: { who: { givenName: 'Ana', email: null, phone: null, birthDate: null, ...who } } });
const asked = (id: string) =>
  agency.call('GET', `/api/v1/reports/${id}/same-sender`, { token: officer.token, headers: {} });
const sameSender = async ({ id }: Report): Promise<SameSenderReport[]> => {
  const { status, body } = await asked(id);
  expect(status).toBe(200);
  return body.reports;
};
const numbers = async (report: Report) => (await sameSender(report)).map(({ trackingNumber }) => trackingNumber);

test('a sender is matched by email, by name and birth date, or by name and phone; newest first', async () => {
  const byMail = await file({ familyName: 'Peña', email: 'ana.one@example.org' });
  const byBirth = await file({ familyName: 'pena', birthDate: '1986-01-02' });
  const byPhone = await file({ familyName: 'Pena', phone: '(860) 555-0111' });
  const mine = await file({
    familyName: 'Pena',
    email: 'ANA.ONE@example.org',
    birthDate: '1986-01-02',
    phone: '+1 860 555 0111',
  });
  const married = await file({ familyName: 'Soto', email: 'ana.one@example.org' });
  const newestFirst = [married, byPhone, byBirth, byMail].map(({ trackingNumber }) => trackingNumber);
  expect(await numbers(mine)).toEqual(newestFirst);
  expect(await numbers(byMail)).toEqual([married, mine].map(({ trackingNumber }) => trackingNumber));
});

test('the same phone with another name, or the same name and phone with another birth date, is a different person', async () => {
  const phone = '860 555 0122';
  const father = await file({ familyName: 'Marsh', phone, birthDate: '1950-03-04' });
  await file({ familyName: 'Marsh', phone, birthDate: '1980-03-04' });
  await file({ familyName: 'Olsen', phone, birthDate: '1950-03-04' });
  expect(await numbers(father)).toEqual([]);
  // A reporter without a birth date may be either person.
  const one = await file({ familyName: 'Marsh', phone });
  expect(await numbers(one)).toHaveLength(2);
});

test('it says how each ended, as its history has it, and nothing where it is open', async () => {
  const who = { familyName: 'Eide', email: 'eide@example.org' };
  const first = await file(who);
  const act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  expect((await agency.act(officer.token, first, act)).status).toBeLessThan(300);
  const open = await file(who);
  const mine = await file(who);
  const [newer, older] = await sameSender(mine);
  expect(newer).toMatchObject({ reportId: open.id, state: 'submitted', outcome: null });
  expect(older).toMatchObject({ reportId: first.id, state: 'rejected', location: first.facts.where.address });
  expect(older?.outcome?.code).toBe('rejected');
});

test("a phone shared by hundreds costs no more and matches no one; a frequent sender's newest reports are listed", async () => {
  const phone = '860 555 0133';
  const { who } = (await file({ familyName: 'Fjord', email: 'fjord@example.org' })).facts;
  const made: Report[] = [];
  for (let i = 0; i < 60; i++) {
    await file({ familyName: `Other${i}`, phone });
    made.push(await file({ ...who, phone }));
  }
  // Inserts plain rows that link the other reports to the same keys. Filing as many reports again would take too long.
  await agency.deps.db
    .insertInto('link_key')
    .columns(['key', 'report_id'])
    .expression((eb) =>
      eb
        .selectFrom('link_key')
        .innerJoin('report', (join) => join.onTrue())
        .select(['link_key.key', 'report.id'])
        .where('link_key.report_id', '=', made[0]?.id ?? ''),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const found = await numbers(made[0] ?? (await file({})));
  // The results for a key are limited when they are read.
  const shared = await agency.deps.db
    .selectFrom('link_key')
    .select('key')
    .where('report_id', '=', made[0]?.id ?? '')
    .execute();
  const keys = shared.map(({ key }) => key);
  const met = await sendersUnder(agency.deps.db, keys, { except: randomUUID(), most: 7 });
  expect(met).toHaveLength(7);
  const newest = made.slice(1).toReversed();
  expect(found).toEqual(newest.slice(0, MOST_SAME_SENDER).map(({ trackingNumber }) => trackingNumber));
});

test('reading the list is audited once an hour per session, and an unknown report is a 404', async () => {
  const other = await agency.signedIn('supervisor');
  const mine = await file({ familyName: 'Gunn', email: 'gunn@example.org' });
  for (let i = 0; i < 2; i++)
    await agency.call('GET', `/api/v1/reports/${mine.id}/same-sender`, { token: other.token });
  const rows = await agency.deps.db
    .selectFrom('audit')
    .select('action')
    .where('actor', '=', other.officer.id)
    .where('action', '=', 'reports.read')
    .execute();
  expect(rows).toHaveLength(1);
  expect((await asked(randomUUID())).status).toBe(404);
});
