import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import { noteScan } from '#server/db/file-scans.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { removeKept } from '#server/jobs/remove-kept.ts';
import { removeFiles } from '#server/jobs/sweep-files.ts';
import type { Act } from '#shared/domain/act.ts';
import type { MessageFile } from '#shared/domain/message-file.ts';
import { filesSent } from '#shared/domain/messages.ts';
import type { Report } from '#shared/domain/report.ts';
import { MOST_PIECE_BYTES } from '#shared/person-api.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { pdf, photograph, webp } from '../../helpers/pictures.ts';
import { createVisitor, over, unescaped } from '../portal/visitor.ts';

const DAY_MS = 86_400_000;
let now = new Date('2026-03-11T15:00:00.000Z');
let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  token = (await agency.signedIn()).token;
});
afterAll(() => agency.stop());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const about = (name: string, bytes: Uint8Array): MessageFile => ({
  id: randomUUID(),
  name,
  bytes: bytes.length,
  sha256: sha256(bytes),
});
const piece = (
  { id: reportId }: Pick<Report, 'id'>,
  key: string,
  body: { file: MessageFile; startsAt: number; data: string },
  who = token,
) =>
  agency.call('POST', `/api/v1/reports/${reportId}/files`, { token: who, body, headers: { 'idempotency-key': key } });

/** Sends a file in pieces, as a workstation does. @returns the last answer. */
async function bring(report: Report, key: string, file: MessageFile, bytes: Uint8Array) {
  for (let startsAt = 0; ; ) {
    const data = Buffer.from(bytes.subarray(startsAt, startsAt + MOST_PIECE_BYTES)).toString('base64');
    const answer = await piece(report, key, { file, startsAt, data });
    if (answer.status !== 200 || answer.body.done === true) return answer;
    startsAt = answer.body.received;
  }
}

const saying = (...files: MessageFile[]): Act => ({ kind: 'message', files, note: 'Please fill in this form.' });

async function sentWith(name: string, bytes: Uint8Array, email = `${randomUUID()}@example.org`) {
  const report = await agency.file({ facts: { who: { email } } });
  const [key, file] = [randomUUID(), about(name, bytes)];
  expect((await bring(report, key, file, bytes)).body).toEqual({ received: bytes.length, done: true, problem: null });
  expect((await agency.act(token, report, saying(file), { key })).status).toBe(200);
  const mail = await agency.mail.mailTo(email, 'A message about your report');
  const [path = ''] = /\/status\/[0-9A-Z]{26}/.exec(mail.parsed.text ?? '') ?? [];
  return { report: await agency.report(report.id), key, file, path, mail: mail.parsed.text ?? '' };
}

/** Opens a file's address as a person's browser does. */
async function opened(path: string) {
  const answer = await fetch(agency.serverUrl + path);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const pageAt = async (path: string) => unescaped((await createVisitor(over(agency.serverUrl)).get(path)).html);

test('a file goes to the reporter with a message: it is on the page, and the mail says only that there is a message', async () => {
  const { report, file, path, mail } = await sentWith('statement form.pdf', pdf());
  const html = await pageAt(path);
  expect(html).toContain(`<a href="${path}/files/${file.id}">statement form.pdf</a>`);
  expect(html).toContain('Please fill in this form.');
  expect(mail).not.toContain('form.pdf');
  const { status, headers, bytes } = await opened(`${path}/files/${file.id}`);
  expect([status, bytes.equals(pdf())]).toEqual([200, true]);
  expect(headers.get('content-disposition')).toContain('attachment; filename="statement form.pdf"');
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
  // The file appears only once: files from the reporter are in a separate list.
  expect(html.split('data-file="statement form.pdf"')).toHaveLength(2);
  expect(report.attachments).toMatchObject([{ name: 'statement form.pdf', sha256: file.sha256 }]);
});

test('history and audit log say which file went, by its hash, and that the reporter opened it', async () => {
  const { report, key, file, path } = await sentWith('form.pdf', pdf());
  // The letter may have been sent meanwhile, which adds an entry of its own.
  expect(report.history.filter(({ kind }) => kind === 'message').flatMap(filesSent)).toEqual([file]);
  await opened(`${path}/files/${file.id}`);
  const rows = await agency.deps.db
    .selectFrom('audit')
    .select(['actor', 'action', 'detail'])
    .where('target', 'in', [report.id, file.id])
    .orderBy('seq')
    .execute();
  const message = rows.find(({ action }) => action === 'report.message');
  expect(message?.detail).toMatchObject({ act: key, files: 1, hashes: [file.sha256] });
  expect(rows.at(-1)).toMatchObject({ actor: 'person', action: 'attachment.read', detail: { report: report.id } });
});

test("of a picture, the reporter gets the copy without what the officer's camera wrote into it", async () => {
  const photo = await photograph(640, 400);
  const { report, file, path } = await sentWith('lineup.jpg', photo);
  const { bytes } = await opened(`${path}/files/${file.id}`);
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  expect(sha256(bytes)).toBe(report.attachments[0]?.view?.sha256);
});

test('a message is sent once, however often it and its file are sent again', async () => {
  const big = Buffer.concat([pdf(), Buffer.alloc(2 * MOST_PIECE_BYTES, 32)]);
  const { report, key, file } = await sentWith('scan.pdf', big);
  expect((await bring(report, key, file, big)).body).toMatchObject({ done: true, problem: null });
  const before = { ...report, version: report.version - 1 };
  expect((await agency.act(token, before, saying(file), { key })).status).toBe(200);
  const after = await agency.report(report.id);
  expect([after.version, after.attachments.length]).toEqual([report.version, 1]);
});

test('a file that broke off goes on where it stopped, and a piece that does not fit is not taken', async () => {
  const report = await agency.file();
  const bytes = Buffer.concat([pdf(), Buffer.alloc(MOST_PIECE_BYTES, 32)]);
  const [key, file] = [randomUUID(), about('scan.pdf', bytes)];
  const first = bytes.subarray(0, 1000).toString('base64');
  expect((await piece(report, key, { file, startsAt: 0, data: first })).body).toMatchObject({
    received: 1000,
    done: false,
  });
  expect((await piece(report, key, { file, startsAt: 0, data: first })).body).toMatchObject({
    received: 1000,
    done: false,
  });
  expect((await piece(report, key, { file, startsAt: 1000, data: '' })).body).toMatchObject({ received: 1000 });
  expect((await bring(report, key, file, bytes)).body).toMatchObject({ received: bytes.length, done: true });
});

test.each([
  ['is not there', async () => null],
  ['has another content than the message says', async () => Buffer.from(`${pdf().toString('latin1')} `, 'latin1')],
  ['is of a kind that not everybody can open', () => webp()],
  ['is no picture or document', async () => Buffer.from('MZ this is a program')],
])('a message whose file %s is refused, and nothing of it is sent', async (_, content) => {
  const report = await agency.file();
  const [key, bytes] = [randomUUID(), await content()];
  const file = { ...about('form.pdf', pdf()), ...(bytes === null ? {} : { bytes: bytes.length }) };
  if (bytes !== null) expect((await bring(report, key, file, bytes)).status).toBe(200);
  const answer = await agency.act(token, report, saying(file), { key });
  expect([answer.status, answer.body.error]).toMatchObject([
    409,
    { code: 'against_rule', fields: [{ path: 'act.files', detail: { code: 'file_missing' } }] },
  ]);
  expect(await agency.report(report.id)).toMatchObject({ version: report.version, attachments: [] });
});

test("a file brought for one message goes with no other officer's and no other message", async () => {
  const report = await agency.file();
  const [key, file] = [randomUUID(), about('form.pdf', pdf())];
  await bring(report, key, file, pdf());
  expect((await agency.act(token, report, saying(file))).body.error?.fields?.[0]?.detail.code).toBe('file_missing');
  const { token: clerk } = await agency.signedIn('records');
  const sent = { file: about('form.pdf', pdf()), startsAt: 0, data: '' };
  expect((await piece(report, key, sent, clerk)).status).toBe(403);
  expect((await piece({ id: randomUUID() }, key, sent)).status).toBe(404);
});

test('a file never takes the place of another, whatever ID its sender chose', async () => {
  const sent = await sentWith('evidence.pdf', pdf());
  const other = Buffer.from(`${pdf().toString('latin1')} `, 'latin1');
  const report = await agency.file();
  const chosen = { ...about('other.pdf', other), id: sent.file.id };
  expect((await bring(report, randomUUID(), chosen, other)).status).toBe(404);
  expect((await bring(sent.report, randomUUID(), chosen, other)).status).toBe(200);
  expect((await opened(`${sent.path}/files/${sent.file.id}`)).bytes.equals(pdf())).toBe(true);
});

test('malware found in a file keeps it from being sent, and from being opened if it was', async () => {
  const infected = { state: 'infected', found: 'Eicar' } as const;
  const report = await agency.file();
  const [key, file] = [randomUUID(), about('form.pdf', pdf())];
  await bring(report, key, file, pdf());
  await noteScan(agency.deps.db, file.id, infected, now);
  expect((await agency.act(token, report, saying(file), { key })).body.error?.fields?.[0]?.detail.code).toBe(
    'file_infected',
  );

  const sent = await sentWith('late.pdf', pdf());
  await noteScan(agency.deps.db, sent.file.id, infected, now);
  expect((await opened(`${sent.path}/files/${sent.file.id}`)).status).toBe(404);
  expect(await pageAt(sent.path)).toMatch(/<span>late\.pdf <span class="optional">\([^)]+, not available\)/);
});

test("only what an officer sent opens on the page: not the reporter's own files, not another report's", async () => {
  const [one, other] = [await sentWith('one.pdf', pdf()), await sentWith('other.pdf', pdf())];
  expect((await opened(`${one.path}/files/${other.file.id}`)).status).toBe(404);
  expect((await opened(`${one.path}/files/${randomUUID()}`)).status).toBe(404);
  const file = JSON.stringify([{ ...other.report.attachments[0], sentBy: undefined }]);
  // Makes the file look as if the reporter had sent it.
  await agency.deps.db
    .updateTable('report')
    .set({ attachments: file, history: '[]' })
    .where('id', '=', other.report.id)
    .execute();
  expect((await opened(`${other.path}/files/${other.file.id}`)).status).toBe(404);
});

test('of an approved report, what an officer sends later goes to the records system as well', async () => {
  const report = await agency.file();
  await agency.act(token, report, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  const [key, file] = [randomUUID(), about('form.pdf', pdf())];
  await bring(report, key, file, pdf());
  expect((await agency.act(token, await agency.report(report.id), saying(file), { key })).status).toBe(200);
  const packages = await agency.deps.db
    .selectFrom('rms_package')
    .select('payload')
    .where('report_id', '=', report.id)
    .execute();
  const [approved, later] = ['approved', 'supplement'].map((kind) =>
    packages.find(({ payload }) => payload.kind === kind),
  );
  expect(approved?.payload.attachments).toEqual([]);
  expect(later?.payload).toMatchObject({ cause: 'Please fill in this form.', attachments: [{ name: 'form.pdf' }] });
});

test('a file whose message never came is deleted after two days, and one that was sent stays with its report', async () => {
  const sent = await sentWith('kept.pdf', pdf());
  const report = await agency.file();
  const [key, file] = [randomUUID(), about('forgotten.pdf', pdf())];
  await bring(report, key, file, pdf());
  const inVault = async ({ id }: MessageFile) => {
    const query = agency.deps.db.selectFrom('attachment').select('file_id').where('id', '=', id);
    return (await query.executeTakeFirstOrThrow()).file_id;
  };
  const [kept, forgotten] = [await inVault(sent.file), await inVault(file)];
  const onDisk = () => readdirSync(vaultFolder(agency.dataDir), { recursive: true }).map(String).join();
  expect(onDisk()).toContain(forgotten);
  now = new Date(now.getTime() + 3 * DAY_MS);
  const vault = openVault(vaultFolder(agency.dataDir), openServerKey(agency.dataDir, null).subkey('files'));
  await removeFiles({ ...agency.deps, vault });
  expect(onDisk()).not.toContain(forgotten);
  expect(onDisk()).toContain(kept);

  // When the retention period of the report ends, its file is removed, too.
  const rejecting: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
  const { token: later } = await agency.signedIn();
  expect((await agency.act(later, await agency.report(sent.report.id), rejecting)).status).toBe(200);
  const { id, kind } = sent.report;
  // Waits until all letters are sent, because a letter sent later would count as the report's last change.
  const unsent = agency.deps.db
    .selectFrom('letter')
    .select('id')
    .where('report_id', '=', id)
    .where('sent_at', 'is', null);
  await expect.poll(() => unsent.execute()).toEqual([]);
  await agency.publish((policy) => ({ ...policy, retention: [{ kinds: [kind], states: ['rejected'], days: 30 }] }));
  now = new Date(now.getTime() + 33 * DAY_MS);
  // A report that the mailer is updating at this moment is left for the next round, so this may take several rounds.
  const afterRound = async () => {
    await removeKept(agency.deps);
    await removeFiles({ ...agency.deps, vault });
    return onDisk();
  };
  await expect.poll(afterRound).not.toContain(kept);
  expect((await opened(`${sent.path}/files/${sent.file.id}`)).status).toBe(404);
});
