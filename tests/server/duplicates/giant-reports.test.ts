import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordWork } from '#server/auth/password-work.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { saveDraft } from '#server/commands/drafts/save-draft.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { api, signInResult } from '#shared/api.ts';
import { anItem, intake, lastNight } from '../../helpers/builders.ts';
import { type MeasuredServer, startMeasuredServer } from '../../helpers/measured-server.ts';
import { FILLED } from '../portal/filled-forms.ts';
import { createVisitor, hiddenFields, over } from '../portal/visitor.ts';

/** The number of reports larger than any input limit, with the same match keys as ordinary portal reports. */
const GIANTS = 60;
const ITEMS = 500;
const CHARACTERS = 200_000;
/** The server runs with 384 MB of memory, part of which its ordinary work needs. */
const MOST_HEAP = 160 * 1024 * 1024;
/**
 * Maximum processor time, in ms, for which the main thread may block. Just reading one of these reports would take
 * longer.
 */
const MOST_BLOCK_MS = 60;
/** The expected result: the giant reports together are more than one search may read, so the search is incomplete. */
const CUT_SHORT = { found: true, complete: false };
const SHARED = 'everybody@example.org';
const PHONE = FILLED.larceny['who.phone'] ?? '';

let server: MeasuredServer;
let token: string;
const giants: string[] = [];

beforeAll(async () => {
  server = await startMeasuredServer();
  for (let nth = 0; nth < GIANTS; nth += 1) giants.push(await fileGiant(nth));
  const by = { actor: 'test', source: 'test' };
  const account = { name: 'officer', displayName: 'Officer', role: 'officer' } as const;
  const { password } = await createOfficer({ ...server.deps, passwords: passwordWork() }, account, by, {
    temporary: false,
  });
  const answer = await fetch(`${server.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'officer', password, workstation: 'test' }),
  });
  ({ token } = signInResult.parse(await answer.json()));
}, 600_000);
afterAll(() => server.stop());

async function fileGiant(nth: number): Promise<string> {
  const words = Array.from({ length: CHARACTERS / 8 }, (_, at) => `w${(nth * 1e6 + at).toString(36).padStart(6, 'x')}`);
  const items = Array.from({ length: ITEMS }, (_, at) => {
    const text = `王 ${nth} ${at} `.repeat(20).slice(0, 80);
    return anItem({ type: text, brand: text, model: text, serialNumber: `S${nth}N${at}`, marks: text });
  });
  // One character in another script makes every character of the text take two bytes.
  const how = `王 ${words.join(' ')}`.slice(0, CHARACTERS);
  const who = { email: SHARED, phone: PHONE, familyName: 'Giant', birthDate: null };
  const filed = await fileReport(
    server.deps,
    intake({ facts: { who, when: lastNight(), where: { address: '250 Main St' }, items, how } }),
    { source: 'test' },
  );
  return filed.reportId;
}

/**
 * Repeats the request until it is answered, after the time that the server asks for.
 * @returns whether anything was found, and whether everything was searched.
 */
async function duplicatesOf(id: string): Promise<{ found: boolean; complete: boolean }> {
  for (;;) {
    const answer = await fetch(`${server.url}/api/v1/reports/${id}/duplicates`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    if (answer.status === 200) {
      const { duplicates, complete } = api.duplicates.response.parse(JSON.parse(text));
      return { found: duplicates.length > 0, complete };
    }
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await sleep(5_000);
  }
}

/** Files a report whose address is not confirmed yet; returns the path of the mailed link. */
async function unconfirmed(nth: number): Promise<string> {
  // Only the first few reports use the giants' address, because the number of mails per hour to one address is limited.
  const email = nth < 4 ? SHARED : `person-${nth}@example.org`;
  const { notice, agency } = await currentPolicy(server.deps.db);
  const day = (at: string) => new Date(at).toLocaleDateString('sv-SE', { timeZone: agency.timeZone });
  const time = (at: string) => new Date(at).toLocaleTimeString('sv-SE', { timeZone: agency.timeZone }).slice(0, 5);
  const { from, to } = lastNight();
  const when = {
    'when.fromDate': day(from),
    'when.fromTime': time(from),
    'when.toDate': day(to),
    'when.toTime': time(to),
  };
  const answers = { ...FILLED.larceny, ...when, 'who.email': email, notice: 'yes', noticeVersion: notice.version };
  const draft = {
    id: randomUUID(),
    state: 'unconfirmed',
    kind: 'larceny',
    lang: 'en',
    answers,
    email,
    source: 'test',
  } as const;
  expect(await saveDraft(server.deps, draft)).toBe('kept');
  const links = () =>
    server.mail.mails.flatMap(({ to, parsed }) =>
      to.includes(email) ? (/\/confirm\/[\w-]+/.exec(parsed.text ?? '')?.[0] ?? []) : [],
    );
  await expect.poll(() => links().length).toBe(nth < 4 ? nth + 1 : 1);
  return links().at(-1) ?? 'no link';
}

/**
 * Confirms the address through the mailed link. If earlier reports are shown, says that this is a different incident.
 * @returns the status, 303 once the report is filed.
 */
async function confirm(path: string): Promise<number> {
  const person = createVisitor(over(server.url));
  const page = await person.post(path, hiddenFields((await person.get(path)).html));
  const fields = hiddenFields(page.html);
  if (fields.earlier === undefined) return page.status;
  return (await person.post(path, { ...fields, earlier: 'anyway' })).status;
}

/** Checks that the main thread stays responsive and its memory use small during the work. */
async function bears(work: () => Promise<void>): Promise<void> {
  await server.peaks();
  await work();
  expect(server.gone()).toBe(false);
  const { blockMs, heapBytes } = await server.peaks();
  expect({ blocked: blockMs > MOST_BLOCK_MS && blockMs, heap: heapBytes > MOST_HEAP && heapBytes }).toEqual({
    blocked: false,
    heap: false,
  });
}

test('a server with giant reports starts, and counts rare words without delaying anyone', async () => {
  await server.restart();
  await bears(async () => {
    expect(await duplicatesOf(giants[0] ?? '')).toEqual(CUT_SHORT);
  });
});

test('ten reporters confirm at once beside giant reports, and all are filed without delaying anyone', async () => {
  const paths: string[] = [];
  for (let nth = 0; nth < 10; nth += 1) paths.push(await unconfirmed(nth));
  await bears(async () => {
    expect(await Promise.all(paths.map(confirm))).toEqual(paths.map(() => 303));
  });
});

test('ten duplicate searches on giant reports at once all get a response, without delaying anyone', async () => {
  await bears(async () => {
    const some = giants.slice(0, 10);
    expect(await Promise.all(some.map(duplicatesOf))).toEqual(some.map(() => CUT_SHORT));
  });
});
