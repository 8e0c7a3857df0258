import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { keepMessageFile } from '#electron/worker/commands/keep-message-file.ts';
import { letterAndSeen } from '#electron/worker/commands/letter-seen.ts';
import { write } from '#electron/worker/db/write.ts';
import { createPush } from '#electron/worker/sync/push.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { pdf } from '../../../helpers/pictures.ts';

const MINUTE_MS = 60_000;
let now = new Date();
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

/** Makes a cache with a message that is due, with a file of three pieces. */
async function withMessage() {
  const { token } = await agency.signedIn();
  const policy = await agency.policy();
  const cache = filledCache([], { policy });
  const report = await agency.file();
  cache.keep(report);
  const content = Buffer.concat([pdf(), Buffer.alloc(600_000, 32)]);
  const file = keepMessageFile(cache, { name: 'C:\\forms\\form.PDF', data: content.toString('base64') }, () => now);
  const act: Act = { kind: 'message', files: [file], note: 'Please fill in this form.' };
  const at = now.toISOString();
  const { seen } = letterAndSeen(report, act, policy);
  const { id: reportId, trackingNumber } = report;
  const row = { id: randomUUID(), reportId, trackingNumber, act, seen, createdAt: at, holdUntil: at };
  write(cache.db, (tx) => cache.outbox.add(tx, row));
  const push = createPush({
    stores: cache,
    api: createApi({ server: agency.url, token: () => token }),
    keep: (tx, one) => cache.keepIn(tx, one),
    announce: () => {},
    writeThrough: async () => {},
    now: () => now,
    random: () => 0,
  });
  push.release();
  return { cache, file, report, round: () => push.round(new AbortController().signal) };
}

test('a message goes with its file, which then leaves the workstation', async () => {
  const { cache, file, report, round } = await withMessage();
  expect(file.name).toBe('form.pdf');
  await round();
  expect([cache.outbox.list(), cache.messageFiles.read(file.id)]).toEqual([[], null]);
  const { attachments, history } = await agency.report(report.id);
  expect(attachments).toMatchObject([{ id: file.id, name: 'form.pdf', sha256: file.sha256 }]);
  // The letter about the report's arrival may be sent in the meantime.
  expect(history.findLast(({ kind }) => kind !== 'letter_sent')).toMatchObject({
    kind: 'message',
    event: { params: { files: [file] } },
  });
});

test('a file that the line broke off goes on later, and the message goes once and only with all of it', async () => {
  const { cache, file, report, round } = await withMessage();
  // The first piece arrives, but its response is lost.
  agency.loseNextAnswer();
  await expect(round()).rejects.toMatchObject({ code: 'offline' });
  expect(cache.outbox.list()).toMatchObject([{ state: 'waiting', problem: { code: 'offline' } }]);
  expect((await agency.report(report.id)).version).toBe(report.version);
  expect(cache.messageFiles.read(file.id)?.length).toBe(file.bytes);
  now = new Date(now.getTime() + MINUTE_MS);
  await round();
  expect(cache.outbox.list()).toEqual([]);
  const after = await agency.report(report.id);
  expect([after.version, after.attachments.length]).toEqual([report.version + 1, 1]);
});

test('a message whose file is neither here nor at the server waits for its officer, who is told', async () => {
  const { cache, file, report, round } = await withMessage();
  write(cache.db, (tx) => cache.messageFiles.remove(tx, [file.id]));
  await round();
  const [row] = cache.outbox.list();
  expect([row?.state, row?.problem?.fields.map(({ detail }) => detail.code)]).toEqual(['refused', ['file_missing']]);
  expect((await agency.report(report.id)).version).toBe(report.version);
});
