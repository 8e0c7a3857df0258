import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import type { FindFields, FindResult, FoundRow } from '#shared/find-api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { anItem } from '../../../helpers/builders.ts';

const REASON = 'Request 26-118 of the prosecutor';
let agency: Agency;
let clerk: string;
beforeAll(async () => {
  agency = await startAgency();
  clerk = (await agency.signedIn('records')).token;
});
afterAll(() => agency.stop());

const post = (fields: FindFields, more: object = {}, token = clerk) =>
  agency.call('POST', '/api/v1/find', { token, body: { reason: REASON, fields, ...more } });
async function find(fields: FindFields, more: object = {}): Promise<FindResult> {
  const { status, body } = await post(fields, more);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as FindResult;
}
const numbers = ({ rows }: FindResult) => rows.map((row: FoundRow) => row.trackingNumber);
const lastSearch = async () =>
  (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ action }) => action === 'search.run');

describe('a report is found by', () => {
  let sought: { id: string; trackingNumber: string };
  beforeAll(async () => {
    await agency.file();
    sought = await agency.file({
      facts: {
        who: {
          givenName: 'Zoë',
          familyName: 'Quiñónez-Wrzyk',
          phone: '+1 (860) 555-7731',
          address: '9 Zion Terrace, Hartford',
          actsFor: { name: 'Olive Bakery', relation: 'employee' },
        },
        where: { address: '4182 Wethersfield Avenue', unit: '3F' },
        items: [anItem({ serialNumber: 'QX-88 12/ZZ9' })],
        how: 'Someone pried open the mailbox and took a parcel with a telescope.',
      },
    });
  });

  test.each<[string, FindFields]>([
    ['its tracking number without signs', { number: 'NUMBER' }],
    ['a family name without accents', { name: 'quinonez' }],
    ['the beginnings of both names, in any order', { name: 'wrz ZO' }],
    ['the victim for whom somebody reports', { name: 'olive bakery' }],
    ['the street, shortened', { address: '4182 wethersfield ave' }],
    ['the reporter’s own street', { address: 'zion' }],
    ['a whole phone number', { phone: '860-555-7731' }],
    ['the last digits of a phone number', { phone: '7731' }],
    ['a serial number without its signs', { serial: 'qx8812zz9' }],
    ['a part of a serial number', { serial: '812/ZZ' }],
    ['words of the narrative and the beginning of one', { words: 'pried telesc' }],
    ['several fields at once', { name: 'zoe', phone: '7731', words: 'parcel' }],
  ])('%s', async (_, fields) => {
    const asked = fields.number === 'NUMBER' ? { number: sought.trackingNumber.replaceAll('-', ' ') } : fields;
    const found = await find(asked);
    expect(numbers(found)).toEqual([sought.trackingNumber]);
    expect(found).toMatchObject({ more: false, count: 1, spelling: 'as_typed' });
    expect(found.rows[0]).toMatchObject({ reportId: sought.id, name: 'Zoë Quiñónez-Wrzyk' });
  });

  test.each<[string, FindFields]>([
    ['a house number that only begins like it', { address: '418 wethersfield' }],
    ['words of which one is in no field asked for', { name: 'zoe telescope' }],
    ['a name and another report’s phone number', { name: 'quinonez', phone: '0142' }],
  ])('not by %s', async (_, fields) => {
    expect(numbers(await find(fields))).toEqual([]);
  });

  test('a name in another spelling, which is said', async () => {
    const found = await find({ name: 'Quinones' });
    expect(numbers(found)).toEqual([sought.trackingNumber]);
    expect(found.spelling).toBe('similar');
  });

  test('what an officer corrected, its case number, and the officer', async () => {
    const { token, officer } = await agency.signedIn();
    const act = async (one: Parameters<Agency['act']>[2]) =>
      expect((await agency.act(token, await agency.report(sought.id), one)).status).toBe(200);
    await act({ kind: 'correct', field: 'who.familyName', value: 'Kowalczuk', note: 'By telephone.' });
    await act({ kind: 'approve', offenseCode: 'larceny_other', note: '' });
    const { caseNumber } = await agency.report(sought.id);
    for (const fields of [
      { name: 'kowalczuk' },
      { name: 'quinonez' },
      { number: caseNumber ?? '' },
      { officer: officer.displayName },
      { officer: officer.name, words: 'telescope' },
    ]) {
      expect([fields, numbers(await find(fields))]).toEqual([fields, [sought.trackingNumber]]);
    }
    expect((await find({ number: caseNumber ?? '' })).rows[0]).toMatchObject({ caseNumber, state: 'approved' });
    expect(numbers(await find({ officer: 'nobody of that name' }))).toEqual([]);
  });
});

test('pages follow each other newest first, without a gap and without a repetition', async () => {
  const filed: string[] = [];
  for (let n = 0; n < 5; n += 1)
    filed.unshift((await agency.file({ facts: { who: { familyName: 'Pagewell' } } })).trackingNumber);
  const seen: string[] = [];
  let after: { receivedAt: string; reportId: string } | undefined;
  for (let page = 0; page < 3; page += 1) {
    const found = await find({ name: 'pagewell' }, { limit: 2, ...(after === undefined ? {} : { after }) });
    seen.push(...numbers(found));
    expect(found.more).toBe(page < 2);
    const last = found.rows.at(-1);
    after = last && { receivedAt: last.receivedAt, reportId: last.reportId };
  }
  expect(seen).toEqual(filed);
});

test('dates narrow a search', async () => {
  const { trackingNumber, receivedAt } = await agency.file({ facts: { who: { familyName: 'Dateworthy' } } });
  const later = new Date(Date.parse(receivedAt) + 1).toISOString();
  expect(numbers(await find({ name: 'dateworthy' }, { from: receivedAt, to: later }))).toEqual([trackingNumber]);
  expect(numbers(await find({ name: 'dateworthy' }, { from: later }))).toEqual([]);
  expect(numbers(await find({ name: 'dateworthy' }, { to: receivedAt }))).toEqual([]);
});

test('a search is logged with its reason, its fields, a keyed hash and what was shown, but not what was typed', async () => {
  const { id } = await agency.file({ facts: { who: { familyName: 'Secretworth' } } });
  await find({ name: 'SECRETworth' });
  const first = await lastSearch();
  expect(first).toMatchObject({
    outcome: 'success',
    target: null,
    detail: { reason: REASON, fields: { name: expect.stringMatching(/^[0-9a-f]{32}$/) }, count: 1, shown: [id] },
  });
  expect(JSON.stringify(first).toLowerCase()).not.toContain('secretworth');
  await find({ name: 'secretworth ' });
  expect((await lastSearch())?.detail['fields']).toEqual(first?.detail['fields']);
  await find({ words: 'secretworth' });
  expect(Object.values(Object(first?.detail['fields']))).not.toEqual(
    Object.values(Object((await lastSearch())?.detail['fields'])),
  );
});

test('the reason is kept with the session, and with no other one', async () => {
  const session = await agency.signedIn('supervisor');
  const reason = async (token: string) => (await agency.call('GET', '/api/v1/find/reason', { token })).body.reason;
  expect(await reason(session.token)).toBeNull();
  await post({ name: 'soto' }, {}, session.token);
  expect(await reason(session.token)).toBe(REASON);
  await post({ name: 'soto' }, { reason: 'Another request' }, session.token);
  expect(await reason(session.token)).toBe('Another request');
  expect(await reason((await agency.signedIn('supervisor')).token)).toBeNull();
});

test.each<[FindFields, string, object]>([
  [{}, 'fields', { code: 'search_empty' }],
  [{ name: ' -- ' }, 'fields.name', { code: 'too_short', params: { least: 1 } }],
  [{ phone: '014' }, 'fields.phone', { code: 'too_short', params: { least: 4 } }],
  [{ serial: 'ab' }, 'fields.serial', { code: 'too_short', params: { least: 3 } }],
])('%j is refused with the field to change, and is not logged', async (fields, path, detail) => {
  const before = await lastSearch();
  const { status, body } = await post(fields);
  expect(status).toBe(409);
  expect(body.error.fields).toMatchObject([{ path, detail }]);
  expect((await lastSearch())?.seq).toBe(before?.seq);
});

test('opening a found report is logged each time', async () => {
  const { token, officer } = await agency.signedIn('records');
  const report = await agency.file();
  const open = () => agency.call('GET', `/api/v1/find/reports/${report.id}`, { token });
  expect((await open()).body).toMatchObject({ id: report.id, facts: report.facts });
  await open();
  const opened = (await readAudit(agency.deps.db, 0, 100_000)).filter(
    ({ action, target }) => action === 'search.open' && target === report.id,
  );
  expect(opened.map(({ actor }) => actor)).toEqual([officer.id, officer.id]);
});

test('a search that took too long is logged like one that was answered', async () => {
  const before = await lastSearch();
  const refused = await agency.deps.db.transaction().execute(async (trx) => {
    await sql`lock table report_search in access exclusive mode`.execute(trx);
    return post({ words: 'telescope' });
  });
  expect([refused.status, refused.body.error.fields[0].detail.code]).toEqual([409, 'search_too_wide']);
  const row = await lastSearch();
  expect(row?.seq).toBeGreaterThan(before?.seq ?? 0);
  expect(row).toMatchObject({ outcome: 'failure', detail: { reason: REASON, tooWide: true, shown: [] } });
  expect(Object.keys(Object(row?.detail['fields']))).toEqual(['words']);
});
