import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { LETTER_KINDS } from '#shared/domain/policy.ts';
import { MADE_UP_REPORT, sampleLetter } from '#shared/letters/sample-letter.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { pdfText } from '../../helpers/pdf-text.ts';
import { type CommandResult, runServerCommand } from '../../helpers/server-command.ts';
import { trySignIn } from '../../helpers/signing-in.ts';
import { FOREIGN, writeSpringfield } from '../../helpers/springfield.ts';
import { FILLED } from '../portal/filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, sendReport } from '../portal/visitor.ts';

/** Sets up another city than Hartford, in another state, from its own file, and does the main job there. */
const clock = { now: new Date('2026-11-24T15:00:00.000Z') };

let agency: Agency;
let built: string;
let folder: string;
let made: CommandResult;

beforeAll(async () => {
  built = await bundle('server/main.ts');
  folder = mkdtempSync(join(tmpdir(), 'p2c-springfield-'));
  const file = writeSpringfield(folder);
  agency = await startAgency({
    now: () => clock.now,
    prepare: async (place) => {
      made = await runServerCommand(built, place, ['init', '--file', file]);
      expect([made.code, made.err]).toEqual([0, '']);
    },
  });
});
afterAll(async () => {
  await agency.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('init says what it made, and its administrator signs in with the password that it printed', async () => {
  expect(made.out).toContain(
    'Springfield Police Department, Springfield, MA: 5 points on the city limits, 2 neighborhoods, 3 streets',
  );
  const password = made.out.trim().split('\n').at(-1) ?? '';
  const session = await trySignIn(agency, { name: 'admin', password }, { newPassword: 'a heron over the river' });
  expect(session.body.officer).toMatchObject({ displayName: 'First administrator', role: 'administrator' });
});

test('a report filed on the pages is approved and gets its letter, and no page or letter names another city', async () => {
  const email = 'lisa@example.org';
  const person = createVisitor(over(agency.url));
  const pages: string[] = [];
  for (const lang of LANGUAGES) {
    for (const path of ['/', '/status', ...REPORT_KINDS.map((kind) => `/start/${kind}`)])
      pages.push((await person.get(`${path}?lang=${lang}`)).html);
    for (const kind of REPORT_KINDS) pages.push((await openForm(createVisitor(over(agency.url)), kind, lang)).html);
  }
  const form = await openForm(person, 'larceny');
  clock.now = new Date(clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED.larceny };
  const typed = {
    'who.email': email,
    'who.address': '742 Evergreen Terrace, Springfield, MA',
    'where.city': 'Springfield',
    'who.phone': '413-555-0188',
    'who.actsFor.name': 'Kwik Bikes',
  };
  const sent = await sendReport(person, 'larceny', {
    ...fields,
    ...typed,
    'where.lat': '42.1',
    'where.lon': '-72.6',
    how: 'It is gone.',
  });
  pages.push((await person.follow(sent)).html);
  const stored = await agency.deps.db.selectFrom('report').select('id').executeTakeFirstOrThrow();
  const report = await agency.report(stored.id);
  expect(report.facts.where.neighborhood).toBe('Evergreen Terrace');
  const { token } = await agency.signedIn();
  const act = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
  const done = await agency.act(token, report, act);
  expect([done.status, done.body.report?.state]).toEqual([200, 'approved']);
  const letters = [await agency.mail.mailTo(email), await agency.mail.mailTo(email, 'approved')];
  expect(letters[1]?.parsed.text).toContain('Springfield Police Department');
  pages.push(...letters.map(({ parsed }) => `${parsed.subject} ${parsed.text}`));
  const own = /https?:\/\/\S+?(\/status\/[\w-]+)/.exec(letters[1]?.parsed.text ?? '')?.[1] ?? '';
  pages.push((await person.get(own)).html);
  const copy = await person.get(`${own}/copy.pdf`);
  expect([copy.status, copy.headers['content-type']]).toEqual([200, 'application/pdf']);
  const paper = pdfText(copy.bytes);
  expect(paper).toContain('Springfield');
  pages.push(paper);
  expect(pages.length).toBeGreaterThan(20);
  for (const page of pages) {
    expect(page.length).toBeGreaterThan(200);
    expect(FOREIGN.exec(page)).toBeNull();
  }
});

test('no sentence of the product, in any language, names another city, its law or its numbers', () => {
  const words = fileURLToPath(new URL('../../../shared/words', import.meta.url));
  const catalogs = readdirSync(words, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(catalogs.length).toBeGreaterThan(50);
  const named = catalogs.flatMap((name) => {
    const found = FOREIGN.exec(readFileSync(join(words, name), 'utf8'));
    return found === null ? [] : [`${name}: ${found[0]}`];
  });
  expect(named).toEqual([]);
});

test('what the workstations get, and every kind of letter, name this city alone', async () => {
  const { token } = await agency.signedIn('supervisor');
  const { body } = await agency.call('GET', '/api/v1/policy', { token });
  expect(body.map).toMatchObject({
    boundary: { length: 5 },
    streets: ['Evergreen Terrace', 'Main Street', 'Maple Street'],
  });
  expect(FOREIGN.exec(JSON.stringify(body))).toBeNull();
  const policy = await agency.policy();
  for (const kind of LETTER_KINDS)
    for (const language of LANGUAGES) {
      const facts = { ...MADE_UP_REPORT.facts, who: { ...MADE_UP_REPORT.facts.who, language } };
      const letter = sampleLetter(policy, kind, { ...MADE_UP_REPORT, facts }, { note: '' });
      expect(letter.text).toContain('Springfield');
      expect(FOREIGN.exec(`${letter.subject} ${letter.text}`)).toBeNull();
    }
});

test('the description of the API names no other city', async () => {
  const { status, body } = await agency.call('GET', '/openapi.json');
  const text = JSON.stringify(body);
  expect([status, text.length > 100_000, FOREIGN.exec(text)]).toEqual([200, true, null]);
});

test('init refuses a database that has a policy, and changes nothing', async () => {
  const again = await runServerCommand(built, agency, ['init', '--file', join(folder, 'agency.json')]);
  expect([again.code, again.out]).toEqual([1, '']);
  expect(again.err).toContain('already has a policy, for Springfield Police Department');
  expect((await agency.policy()).version).toBe(1);
});
