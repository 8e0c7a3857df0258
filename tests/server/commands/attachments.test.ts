import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import { startPart } from '#server/commands/drafts/save-in-pieces.ts';
import {
  MOST_FILES,
  MOST_WAITING_BYTES_OF_SOURCE,
  saveUpload,
  type UploadResult,
} from '#server/commands/drafts/save-upload.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { uploadsOf } from '#server/db/attachments.ts';
import type { UploadDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { openDrawing } from '#server/files/view-copy.ts';
import { removeKept } from '#server/jobs/remove-kept.ts';
import { removeFiles, sweepFiles } from '#server/jobs/sweep-files.ts';
import { MOST_FILE_BYTES } from '#shared/domain/media-type.ts';
import type { AttachmentMeta, Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { intake } from '../../helpers/builders.ts';
import { pdf, photograph, png } from '../../helpers/pictures.ts';

let agency: Agency;
let deps: UploadDeps;
let token: string;
beforeAll(async () => {
  agency = await startAgency();
  const key = openServerKey(agency.dataDir, null).subkey('files');
  deps = { ...agency.deps, vault: openVault(vaultFolder(agency.dataDir), key), drawing: await openDrawing() };
  token = (await agency.signedIn()).token;
});
afterAll(async () => {
  deps.drawing.close();
  await agency.stop();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function send(uploadId: string, bytes: Uint8Array, name = 'photo.jpg', tooLarge = false): Promise<UploadResult> {
  return sendFrom('192.0.2.1', uploadId, bytes, { name, tooLarge });
}

function sendFrom(
  from: string,
  uploadId: string,
  bytes: Uint8Array,
  { name = 'photo.jpg', tooLarge = false, to = deps } = {},
): Promise<UploadResult> {
  return saveUpload(to, { uploadId, name, source: Readable.from([bytes]), tooLarge: () => tooLarge, from });
}

async function reportWith(...files: [Uint8Array, string][]): Promise<Report> {
  const submissionId = randomUUID();
  for (const [bytes, name] of files) expect((await send(submissionId, bytes, name)).ok).toBe(true);
  const { reportId } = await fileReport(deps, intake(), { source: 'test', submissionId });
  return agency.report(reportId);
}

async function fetchFile(id: string, copy?: string, who: string | undefined = token) {
  const answer = await fetch(
    `${agency.serverUrl}/api/v1/attachments/${id}${copy === undefined ? '' : `?copy=${copy}`}`,
    {
      headers: who === undefined ? {} : { authorization: `Bearer ${who}` },
    },
  );
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const filesOnDisk = () => {
  const folder = vaultFolder(agency.dataDir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => one.name);
};

test('a report lists the files sent with its form, and an officer gets the original exactly as sent', async () => {
  const photo = await photograph();
  const report = await reportWith([photo, 'IMG_2041.HEIC'], [pdf(), 'receipt.pdf']);
  const [first, second] = report.attachments;
  expect(first).toMatchObject({
    name: 'IMG_2041.jpg',
    mediaType: 'image/jpeg',
    bytes: photo.length,
    sha256: sha256(photo),
  });
  expect(second).toMatchObject({ name: 'receipt.pdf', mediaType: 'application/pdf', view: null });

  const original = await fetchFile(first?.id ?? '', 'original');
  expect([original.status, original.bytes.equals(photo)]).toEqual([200, true]);
  const document = await fetchFile(second?.id ?? '', 'original');
  expect(document.bytes.equals(pdf())).toBe(true);
});

test('the viewing copy is upright and does not reveal where the picture was taken', async () => {
  const photo = await photograph(640, 400);
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const report = await reportWith([photo, 'a.jpg']);
  const view = report.attachments[0]?.view;
  const { status, bytes } = await fetchFile(report.attachments[0]?.id ?? '');
  expect(status).toBe(200);
  expect(view).toMatchObject({ mediaType: 'image/jpeg', bytes: bytes.length, sha256: sha256(bytes) });
  const { width, height, exif, xmp, icc, orientation } = await sharp(bytes).metadata();
  expect({ width, height }).toEqual({ width: 400, height: 640 });
  expect({ exif, xmp, icc, orientation }).toEqual({});
  expect(bytes.includes('TestPhone')).toBe(false);
});

test('a large picture is scaled down for viewing; the original is not', async () => {
  const photo = await photograph(5000, 3000);
  const report = await reportWith([photo, 'a.jpg']);
  expect(report.attachments[0]).toMatchObject({ bytes: photo.length, view: { width: 1229, height: 2048 } });
});

test('a file is served as a download, and could run nothing even if a browser displayed it', async () => {
  const report = await reportWith([pdf(), 'quittung "1" 王.pdf']);
  const { headers, bytes } = await fetchFile(report.attachments[0]?.id ?? '', 'original');
  expect(headers.get('content-type')).toBe('application/pdf');
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="quittung 1 _.pdf"; filename*=UTF-8''quittung%201%20%E7%8E%8B.pdf`,
  );
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-length')).toBe(String(bytes.length));
  const digest = Buffer.from(sha256(bytes), 'hex').toString('base64');
  expect(headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
});

test('a file needs a session and the right role, and an id that is not in the database gets nothing', async () => {
  const report = await reportWith([await png(), 'a.png'], [pdf(), 'b.pdf']);
  const [picture, document] = report.attachments;
  const id = picture?.id ?? '';
  expect((await fetchFile(id, 'original', 'x'.repeat(30))).status).toBe(401);
  const administrator = (await agency.signedIn('administrator')).token;
  expect((await fetchFile(id, 'original', administrator)).status).toBe(403);
  expect((await fetchFile(randomUUID(), 'original')).status).toBe(404);
  expect((await fetchFile(document?.id ?? '', 'view')).status).toBe(404);
  expect((await fetchFile(id, '../../server-key')).status).toBe(400);
  const waiting = await send(randomUUID(), await png());
  expect((await fetchFile(waiting.ok ? waiting.meta.id : '', 'original')).status).toBe(404);
});

test('every read is audited before the first byte is sent, and failed reads are audited too', async () => {
  const report = await reportWith([await png(), 'a.png']);
  const id = report.attachments[0]?.id ?? '';
  const unknown = randomUUID();
  await fetchFile(id);
  await fetchFile(id, 'original');
  await fetchFile(unknown, 'original');
  const rows = await deps.db
    .selectFrom('audit')
    .select(['target', 'outcome', 'detail'])
    .where('action', '=', 'attachment.read')
    .where('target', 'in', [id, unknown])
    .orderBy('seq')
    .execute();
  expect(rows).toEqual([
    { target: id, outcome: 'success', detail: { copy: 'view', report: report.id } },
    { target: id, outcome: 'success', detail: { copy: 'original', report: report.id } },
    { target: unknown, outcome: 'failure', detail: { copy: 'original' } },
  ]);
});

test('a file that is not a picture or PDF, cannot be drawn, is empty or is too large is refused and not stored', async () => {
  const before = filesOnDisk().length;
  const form = randomUUID();
  const photo = await photograph();
  const results = [
    await send(form, Buffer.from('<svg onload="alert(1)">'), 'photo.jpg'),
    await send(form, Buffer.concat([photo.subarray(0, 40), Buffer.alloc(5000, 7)])),
    await send(form, Buffer.alloc(0)),
    await send(form, photo, 'a.jpg', true),
  ];
  expect(results.map((one) => (one.ok ? 'taken' : one.problem))).toEqual(['kind', 'unreadable', 'empty', 'tooLarge']);
  expect(await uploadsOf(deps.db, form)).toEqual([]);
  expect(filesOnDisk().length).toBe(before);
});

test('a form takes at most ten files, even when they arrive at the same time', async () => {
  const form = randomUUID();
  const picture = await png();
  const results = await Promise.all(Array.from({ length: MOST_FILES + 2 }, () => send(form, picture, 'a.png')));
  expect(results.filter((one) => one.ok).length).toBe(MOST_FILES);
  expect((await uploadsOf(deps.db, form)).length).toBe(MOST_FILES);
});

test('nothing is drawn for a full form, even when its files arrive at the same time', async () => {
  const form = randomUUID();
  const [picture, before] = [await png(), filesOnDisk().length];
  let drawn = 0;
  const viewCopy: UploadDeps['drawing']['viewCopy'] = (source) => {
    drawn += 1;
    return deps.drawing.viewCopy(source);
  };
  const to = { ...deps, drawing: { ...deps.drawing, viewCopy } };
  const brought = () =>
    Promise.all(Array.from({ length: MOST_FILES + 5 }, () => sendFrom('192.0.2.1', form, picture, { to })));
  const problems = (await brought()).filter((one) => !one.ok).map((one) => (one.ok ? null : one.problem));
  expect([problems, drawn]).toEqual([Array(5).fill('tooMany'), MOST_FILES]);
  await brought();
  expect(drawn).toBe(MOST_FILES);
  expect(filesOnDisk().length - before).toBe(2 * MOST_FILES);
});

test("twelve large forms from one source do not delay another source's small picture", async () => {
  const [large, small] = [await photograph(3000, 2000), await photograph(20, 20)];
  const originals = () => filesOnDisk().filter((name) => name.endsWith('.original')).length;
  const before = originals();
  let done = 0;
  const crowd = Array.from({ length: 12 }, () =>
    sendFrom('192.0.2.1', randomUUID(), large).then(({ ok }) => {
      done += 1;
      return ok;
    }),
  );
  await expect.poll(originals).toBe(before + 12);
  const doneBefore = done;
  expect((await sendFrom('198.51.100.9', randomUUID(), small)).ok).toBe(true);
  // The queue's own test counts every turn. This only checks that the small picture did not wait for all of the large
  // ones.
  expect(done - doneBefore).toBeLessThan(6);
  expect(await Promise.all(crowd)).toEqual(Array(12).fill(true));
});

test('file names and contents are not readable on disk', async () => {
  const marker = 'NOBODY-READS-THIS-ON-THE-DISK';
  const report = await reportWith([Buffer.concat([pdf(), Buffer.from(marker)]), 'evidence-of-mine.pdf']);
  expect(report.attachments.length).toBe(1);
  const folder = vaultFolder(agency.dataDir);
  for (const one of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    expect(one.name).not.toContain('evidence');
    if (one.isFile()) expect(readFileSync(join(one.parentPath, one.name)).includes(marker)).toBe(false);
  }
});

test('deleting a report deletes its files permanently', async () => {
  const report = await reportWith([await png(), 'a.png']);
  const id = report.attachments[0]?.id ?? '';
  await agency.act(token, report, {
    kind: 'reject',
    reasonCode: 'outside_hartford',
    duplicateOf: null,
    note: '',
  });
  await agency.publish((policy) => ({
    ...policy,
    retention: [{ kinds: [report.kind], states: ['rejected'], days: 30 }],
  }));
  const later = { ...deps, now: () => new Date(Date.now() + 33 * 86_400_000) };
  expect(filesOnDisk()).toContain(`${id}.original`);
  // A report that the mailer is updating at this moment is left for the next round, so this may take several rounds.
  const afterRound = async () => {
    await removeKept(later);
    await removeFiles(later);
    return (await fetchFile(id, 'original')).status;
  };
  await expect.poll(afterRound).toBe(404);
  expect(filesOnDisk().filter((name) => name.startsWith(id))).toEqual([]);
  expect(await deps.db.selectFrom('file_removal').selectAll().execute()).toEqual([]);
});

test('one network fills its share of the space for unsent forms, and everybody else still sends files', async () => {
  const [picture, form] = [await png(), randomUUID()];
  expect((await sendFrom('203.0.113.7', form, picture)).ok).toBe(true);
  await deps.db
    .updateTable('attachment')
    .set({ bytes: MOST_WAITING_BYTES_OF_SOURCE })
    .where('upload_id', '=', form)
    .execute();
  expect(await sendFrom('203.0.113.7', randomUUID(), picture)).toEqual({ ok: false, problem: 'full' });
  const part = { uploadId: randomUUID(), name: 'a.jpg', bytes: 1000 };
  expect(await startPart(deps, { ...part, from: '203.0.113.7' })).toBe('full');
  expect((await sendFrom('203.0.113.8', randomUUID(), picture)).ok).toBe(true);
  // Once the form is sent, its files belong to a report and no longer count against the sender's limit.
  await fileReport(deps, intake(), { source: 'test', submissionId: form });
  expect((await sendFrom('203.0.113.7', randomUUID(), picture)).ok).toBe(true);
  const kept = await deps.db.selectFrom('attachment').select('source').where('report_id', 'is not', null).execute();
  expect(new Set(kept.map((one) => one.source))).toEqual(new Set([null]));
});

test('twenty networks cannot close the space for unsent forms: the oldest files of the one that has most go', async () => {
  const [picture, form, sent] = [await png(), randomUUID(), randomUUID()];
  const { db } = deps;
  const first = await sendFrom('198.51.100.1', form, picture);
  await sendFrom('198.51.100.1', sent, picture);
  await sql`update attachment set bytes = ${MOST_WAITING_BYTES_OF_SOURCE}, received_at = received_at + interval '1 hour'
    where upload_id = ${form}`.execute(db);
  await sql`insert into draft (id, state, token_hash, sealed, kept_at, expires_at)
    values (${sent}, 'unconfirmed', ${sent}, 'x', now(), now() + interval '1 day')`.execute(db);
  for (let nth = 2; nth <= 21; nth += 1)
    await sql`insert into attachment (id, upload_id, file_id, name, media_type, bytes, sha256, received_at, source)
      select gen_random_uuid(), gen_random_uuid(), file_id, name, media_type, bytes, sha256, received_at, ${`198.51.100.${nth}`}
      from attachment where upload_id = ${form}`.execute(db);
  expect((await sendFrom('203.0.113.77', randomUUID(), picture)).ok).toBe(true);
  // Files of a report that only waits for its address go last.
  expect(first.ok && (await uploadsOf(db, form))).toEqual([]);
  expect(await uploadsOf(db, sent)).toHaveLength(1);
  await db.deleteFrom('attachment').where('source', 'like', '198.51.100.%').execute();
  await db.deleteFrom('draft').where('id', '=', sent).execute();
});

test('what a network announced of files in pieces counts, so that it cannot begin more than its share', async () => {
  const share = Math.floor(MOST_WAITING_BYTES_OF_SOURCE / MOST_FILE_BYTES);
  const begin = () =>
    startPart(deps, { uploadId: randomUUID(), name: 'a.jpg', bytes: MOST_FILE_BYTES, from: '203.0.113.9' });
  for (let begun = 0; begun < share; begun += 1) expect(await begin()).toMatchObject({ id: expect.any(String) });
  expect(await begin()).toBe('full');
});

test('files of a form that is neither sent nor saved go after 48 hours; those of a saved form stay with it', async () => {
  const [left, saved] = [randomUUID(), randomUUID()];
  await send(left, await png());
  await send(saved, await png());
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  await deps.db
    .insertInto('draft')
    .values({
      id: saved,
      state: 'draft',
      token_hash: sha256(Buffer.from(saved)),
      sealed: Buffer.from('x'),
      kept_at: at(0),
      expires_at: at(30 * 24),
    })
    .execute();
  await removeFiles({ ...deps, now: () => at(47) });
  expect((await uploadsOf(deps.db, left)).length).toBe(1);
  await removeFiles({ ...deps, now: () => at(49) });
  expect([(await uploadsOf(deps.db, left)).length, (await uploadsOf(deps.db, saved)).length]).toEqual([0, 1]);
  await deps.db.deleteFrom('draft').where('id', '=', saved).execute();
  await removeFiles({ ...deps, now: () => at(49) });
  expect(await uploadsOf(deps.db, saved)).toEqual([]);
});

test('files of a form that is never submitted are deleted from the disk, and those of a report stay', async () => {
  const form = randomUUID();
  const waiting = await send(form, await png());
  const kept = await reportWith([await png(), 'a.png']);
  const id = waiting.ok ? waiting.meta.id : '';
  await sweepFiles(deps);
  await removeFiles(deps);
  expect((await uploadsOf(deps.db, form)).length).toBe(1);
  const later = { ...deps, now: () => new Date(Date.now() + 40 * 86_400_000) };
  await sweepFiles(later);
  await removeFiles(later);
  expect(await uploadsOf(deps.db, form)).toEqual([]);
  expect(filesOnDisk().filter((name) => name.startsWith(id))).toEqual([]);
  const [mine] = kept.attachments as [AttachmentMeta];
  expect(filesOnDisk()).toContain(`${mine.id}.original`);
});

test('the file encryption key is created at the first start, readable only by its owner', () => {
  expect(existsSync(join(agency.dataDir, 'server-key'))).toBe(true);
});
