import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spacedAccessCode } from '#server/auth/access-code.ts';
import { openLink } from '#server/auth/letter-link.ts';
import { migrate } from '#server/db/migrate.ts';
import { textIn } from '#server/portal/site/text.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { pdfText } from '../../../helpers/pdf-text.ts';
import { createVisitor, hiddenFields, over, unescaped, type Visitor } from '../visitor.ts';

const en = textIn('en');
const CODE = /accesscode:([0-9A-Z]{26})/g;
const MIGRATION = '0120-printed-codes';
const HOME = '9 Elm St, Hartford, CT 06106';
const ON_PAPER = { email: null, preferredContact: 'letter', address: HOME } as const;

let agency: Agency;
let records: string;
let officer: string;
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_JOBS: '0' } });
  records = (await agency.signedIn('records')).token;
  officer = (await agency.signedIn()).token;
});
afterAll(() => agency.stop());

const visitor = (): Visitor => createVisitor(over(agency.serverUrl));

/** Prints all letters of a report and returns the codes on them. */
async function print(report: Report): Promise<string[]> {
  const letters = await agency.deps.db.selectFrom('letter').select('id').where('report_id', '=', report.id).execute();
  const answer = await fetch(`${agency.serverUrl}/api/v1/papers/pdf`, {
    method: 'POST',
    headers: { authorization: `Bearer ${records}`, 'content-type': 'application/json' },
    body: JSON.stringify({ letterIds: letters.map(({ id }) => id) }),
  });
  expect(answer.status).toBe(200);
  const text = pdfText(new Uint8Array(await answer.arrayBuffer())).replaceAll(/\s/g, '');
  return [...text.matchAll(CODE)].map(([, code = '']) => spacedAccessCode(code));
}

/** Every URL that takes the key of a link, and the forms that its pages send. */
const viewed = (key: string) => [
  `/status/${key}`,
  `/status/${key}/copy.pdf`,
  `/status/${key}/files/0198a000-0000-7000-8000-000000000000`,
  ...['message', 'add', 'found', 'appeal', 'withdraw', 'answer'].map((act) => `/status/${key}/${act}`),
  `/reply/${key}`,
  `/again/${key}`,
  `/again/${key}/lost_property`,
  `/resume/${key}`,
  `/confirm/${key}`,
];
const sent = (key: string) => [
  ...['message', 'add', 'found', 'appeal', 'withdraw', 'answer'].map((act) => `/status/${key}/${act}`),
  `/reply/${key}`,
  `/confirm/${key}`,
];

/** Asserts that a key opens nothing by URL: each answer is the one to a key that never existed. */
async function expectRefused(typed: string): Promise<void> {
  const person = visitor();
  const form = hiddenFields((await person.get('/status')).html);
  const none = 'A'.repeat(26);
  const key = typed.replaceAll(' ', '');
  for (const [index, path] of viewed(key).entries()) {
    const [found, unknown] = [await person.get(path), await person.get(viewed(none)[index] ?? '')];
    expect([path, found.status, found.html]).toEqual([path, 404, unknown.html]);
  }
  for (const path of sent(key)) {
    const answer = await person.post(path, { ...form, text: 'It was me.', 'answer.serial_number': 'X' });
    expect([path, answer.status]).toEqual([path, 404]);
  }
  for (const other of [encodeURIComponent(typed), key.toLowerCase()]) {
    for (const path of [`/status/${other}`, `/reply/${other}`, `/again/${other}`]) {
      expect([path, (await person.get(path)).status]).toEqual([path, 404]);
    }
  }
}

/** Types the number and the code into the form. */
async function typeIn(report: Report, code: string) {
  const person = visitor();
  const form = hiddenFields((await person.get('/status')).html);
  const answer = await person.post('/status', { ...form, number: report.trackingNumber, code });
  return { person, answer, path: String(answer.headers.location) };
}

describe('the code on a paper letter', () => {
  it('opens nothing by URL, whatever the letter is about and however the code is written', async () => {
    const report = await agency.file({ facts: { who: ON_PAPER } });
    await agency.act(officer, report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
    const codes = await print(report);
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) await expectRefused(code);
    const { state, version } = await agency.report(report.id);
    expect([state, version]).toEqual(['awaiting_citizen', report.version + 1]);
  });

  it('opens no new report that is filled in from a rejected one', async () => {
    const report = await agency.file({ facts: { who: ON_PAPER } });
    const wrongTitle = { kind: 'reject', reasonCode: 'wrong_offense_title', duplicateOf: null, note: '' } as const;
    expect((await agency.act(officer, report, wrongTitle)).status).toBe(200);
    const codes = await print(report);
    expect(codes.length).toBe(2);
    for (const code of codes) await expectRefused(code);
  });

  it('opens the page in the form, together with the number, without who filed the report', async () => {
    const report = await agency.file({ facts: { who: { ...ON_PAPER, familyName: 'Quiñones-Fear' } } });
    const [code = ''] = await print(report);
    const { person, answer, path } = await typeIn(report, code.toLowerCase());
    expect(answer.status).toBe(303);
    expect(path).not.toContain(code.replaceAll(' ', ''));
    const page = await person.get(path);
    expect(page.status).toBe(200);
    expect(unescaped(page.html)).toContain(report.trackingNumber);
    for (const own of ['Quiñones-Fear', HOME, report.facts.who.phone ?? '?']) {
      expect(unescaped(page.html)).not.toContain(own);
    }
    const other = await agency.file({ facts: { who: ON_PAPER } });
    expect((await typeIn(other, code)).answer.status).toBe(400);
  });

  it('takes the answer to a printed question in the form', async () => {
    const report = await agency.file({ facts: { who: ON_PAPER } });
    await agency.act(officer, report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
    const paths = await Promise.all((await print(report)).map(async (code) => typeIn(report, code)));
    const asked = paths.find(({ path }) => path.startsWith('/reply/'));
    if (asked === undefined) throw new Error('no printed code leads to the question');
    const form = hiddenFields((await asked.person.get(asked.path)).html);
    const path = asked.path.split('?')[0] ?? '';
    const answered = await asked.person.post(path, { ...form, 'answer.serial_number': 'WTU 998' });
    expect([answered.status, (await agency.report(report.id)).state]).toEqual([303, 'resubmitted']);
    const late = await asked.person.get(asked.path);
    expect([late.status, unescaped(late.html).includes(en.t('portal-status.reply.endedTitle'))]).toEqual([410, true]);
  });

  it('opens the question without who filed the report, also if the officer named them', async () => {
    const report = await agency.file({
      facts: { who: { ...ON_PAPER, familyName: 'Quiñones-Fear' }, how: 'It was cut.' },
    });
    const note = 'Ms. Quiñones-Fear, please look under the frame.';
    await agency.act(officer, report, { kind: 'follow_up', missing: ['serial_number'], note });
    const paths = await Promise.all((await print(report)).map(async (code) => typeIn(report, code)));
    const asked = paths.find(({ path }) => path.startsWith('/reply/'));
    const html = unescaped((await asked?.person.get(asked.path))?.html ?? '');
    expect(html).toContain('please look under the frame.');
    expect(html).toContain('It was cut.');
    for (const own of ['Quiñones-Fear', HOME, report.facts.who.phone ?? '?']) expect(html).not.toContain(own);
  });

  it('is the same on each copy that is printed, and none is on a copy of a letter marked as printed', async () => {
    const report = await agency.file({ facts: { who: ON_PAPER } });
    const [first = '?'] = await print(report);
    expect(await print(report)).toEqual([first]);
    const { id } = await agency.deps.db
      .selectFrom('letter')
      .select('id')
      .where('report_id', '=', report.id)
      .executeTakeFirstOrThrow();
    await agency.call('POST', '/api/v1/papers/printed', { token: records, body: { letterIds: [id] } });
    expect(await print(report)).toEqual([]);
    expect((await typeIn(report, first)).answer.status).toBe(303);
  });

  it('is not the key of the link in an e-mail that may have arrived, and that link still opens the page', async () => {
    agency.mail.refuse('full@refused.example', 550);
    const report = await agency.file({
      facts: { who: { ...ON_PAPER, preferredContact: 'email', email: 'full@refused.example' } },
    });
    await expect.poll(async () => (await agency.report(report.id)).history.at(-1)?.kind).toBe('letter_failed');
    const key = await keyInLetter(report);
    const [code = '?'] = await print(report);
    expect(code.replaceAll(' ', '')).not.toBe(key);
    await expectRefused(code);
    expect((await visitor().get(`/status/${key}`)).status).toBe(200);
  });

  it('opens nothing by URL either if it was printed before codes were secrets of their own', async () => {
    const report = await agency.file({ facts: { who: ON_PAPER } });
    const printed = await keyInLetter(report);
    const mailed = await agency.file();
    const mail = await agency.mail.mailTo(mailed.facts.who.email ?? '', mailed.trackingNumber);
    const [, key = ''] = /\/status\/([0-9A-Z]{26})/.exec(mail.parsed.text ?? '') ?? [];
    const { db } = agency.deps;
    await sql`alter table private_link drop column on_paper`.execute(db);
    await sql`delete from kysely_migration where name = ${MIGRATION}`.execute(db);
    expect(await migrate(db)).toEqual([MIGRATION]);

    await expectRefused(printed);
    const { person, answer, path } = await typeIn(report, printed);
    expect([answer.status, (await person.get(path)).status]).toEqual([303, 200]);
    expect((await visitor().get(`/status/${key}`)).status).toBe(200);
  });
});

async function keyInLetter(report: Report): Promise<string> {
  const letter = await agency.deps.db
    .selectFrom('letter')
    .select(['id', 'private_link'])
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow();
  return openLink(agency.deps, letter)?.split('/').at(-1) ?? '';
}
