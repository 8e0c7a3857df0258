import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLinkKeys } from '#server/jobs/make-link-keys.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Duplicate } from '#shared/domain/duplicate.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { anItem } from '../../helpers/builders.ts';

let agency: Agency;
let officer: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
});
afterAll(() => agency.stop());

const file = (email: string, familyName: string) =>
  agency.file({ facts: { who: { email, familyName, phone: null, birthDate: '1980-05-06' } } });
type Found = Duplicate & { samePerson: boolean; primaryNumber: string };
const duplicatesOf = async ({ id }: Report): Promise<Found[]> => {
  const { status, body } = await agency.call('GET', `/api/v1/reports/${id}/duplicates`, { token: officer.token });
  expect(status).toBe(200);
  return body.duplicates;
};
const keys = async ({ id }: Report) =>
  (await agency.deps.db.selectFrom('link_key').select('key').where('report_id', '=', id).execute()).length;

test('the server finds reports the same person filed twice, and says why and whose they are', async () => {
  const [one, other] = [await file('one@example.org', 'Achterberg'), await file('one@example.org', 'Achterberg')];
  const [found] = await duplicatesOf(other);
  expect(found).toMatchObject({
    reportId: one.id,
    trackingNumber: one.trackingNumber,
    hypothesis: 'same_person',
    state: 'suggested',
    samePerson: true,
    primaryNumber: one.trackingNumber,
  });
  expect(found?.probability).toBeGreaterThan(0.95);
  expect(found?.terms.reduce((sum, { weight }) => sum + weight, 0)).toBe(found?.weight);
});

test("officers' decisions about a pair come with it", async () => {
  const [one, other] = [await file('two@example.org', 'Brauer'), await file('two@example.org', 'Brauer')];
  await agency.call('POST', '/api/v1/pairs', {
    token: officer.token,
    headers: { 'idempotency-key': '0195706f-0000-4000-8000-00000000abcd' },
    body: { reports: [one.id, other.id], decision: 'not_same', note: '' },
  });
  const states = new Map((await duplicatesOf(one)).map(({ reportId, state }) => [reportId, state]));
  expect(states.get(other.id)).toBe('not_same');
});

test('a pair that officers linked is a duplicate even if nothing that is compared would match them', async () => {
  const one = await file('link@example.org', 'Fjelstad');
  const other = await agency.file({
    facts: {
      who: {
        email: 'far@example.org',
        familyName: 'Gundersen',
        givenName: 'Ola',
        phone: null,
        birthDate: '1955-01-02',
      },
      where: { address: '900 Albany Avenue', point: null },
      when: { from: '2025-01-01T10:00:00.000Z', to: '2025-01-01T11:00:00.000Z' },
      items: [anItem({ type: 'Garden gnome', brand: null, model: null, serialNumber: null })],
      how: 'Paint was sprayed over a garage door.',
    },
  });
  expect((await duplicatesOf(one)).map(({ reportId }) => reportId)).not.toContain(other.id);
  await agency.call('POST', '/api/v1/pairs', {
    token: officer.token,
    headers: { 'idempotency-key': '0195706f-0000-4000-8000-00000000abce' },
    body: { reports: [one.id, other.id], decision: 'same', note: '' },
  });
  expect((await duplicatesOf(one)).find(({ reportId }) => reportId === other.id)).toMatchObject({
    state: 'same',
    probability: 1,
    weight: 0,
    terms: [],
    primaryNumber: other.trackingNumber,
  });
});

test('a workstation gets more results than it shows, because it leaves out those it already has', async () => {
  const many = [];
  for (let i = 0; i < 22; i++) many.push(await file('many@example.org', 'Hallgrimsson'));
  const [last] = many.slice(-1);
  expect((last === undefined ? [] : await duplicatesOf(last)).length).toBeGreaterThan(20);
});

test('reports from before link keys existed get theirs, once each', async () => {
  const one = await file('three@example.org', 'Castellanos');
  const before = await keys(one);
  expect(before).toBeGreaterThan(5);
  await agency.deps.db.deleteFrom('report_link').where('report_id', '=', one.id).execute();
  await agency.deps.db.deleteFrom('link_key').where('report_id', '=', one.id).execute();
  expect(await makeLinkKeys(agency.deps)).toEqual({ made: 1 });
  expect(await keys(one)).toBe(before);
  expect(await makeLinkKeys(agency.deps)).toEqual({ made: 0 });
});

test('a report is found by what an officer corrected', async () => {
  const one = await file('four@example.org', 'Dombrowski');
  const other = await agency.file({
    facts: {
      who: { email: 'five@example.org', familyName: 'Eide', givenName: 'Ola', phone: null, birthDate: '1955-01-02' },
      where: { address: '900 Albany Avenue' },
    },
  });
  const shared = async () => {
    const rows = await agency.deps.db
      .selectFrom('link_key as mine')
      .innerJoin('link_key as theirs', 'mine.key', 'theirs.key')
      .select('mine.key')
      .where('mine.report_id', '=', one.id)
      .where('theirs.report_id', '=', other.id)
      .execute();
    return rows.length;
  };
  const before = await shared();
  const correction = {
    kind: 'correct',
    field: 'where.address',
    value: '900 Albany Ave',
    note: 'Said so by phone.',
  } as const;
  expect((await agency.act(officer.token, await agency.report(one.id), correction)).status).toBe(200);
  expect(await shared()).toBeGreaterThan(before);
});

test('two cars of two owners damaged on one street in one night are related on the server, too', async () => {
  const about = (email: string, familyName: string, car: string) =>
    agency.file({
      kind: 'vandalism',
      offenseCode: 'property_damage',
      facts: {
        who: { email, familyName, givenName: familyName.slice(0, 4), phone: null, birthDate: null },
        where: { address: '77 Wyllys Street', point: { lat: 41.7591, lon: -72.6702 } },
        items: [anItem({ type: 'Window', brand: null, model: null, serialNumber: null, valueCents: 30_000 })],
        how: `Someone broke the window of my ${car} on Wyllys Street over night.`,
      },
    });
  const civic = await about('civic@example.org', 'Lindqvist', 'Honda Civic');
  const camry = await about('camry@example.org', 'Oyelaran', 'Toyota Camry');
  const found = (await duplicatesOf(camry)).find(({ reportId }) => reportId === civic.id);
  expect(found).toMatchObject({ hypothesis: 'related', state: 'suggested' });
});
