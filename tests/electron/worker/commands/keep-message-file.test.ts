import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keepMessageFile } from '#electron/worker/commands/keep-message-file.ts';
import { write } from '#electron/worker/db/write.ts';
import type { Act } from '#shared/domain/act.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import { MOST_FILE_BYTES } from '#shared/domain/media-type.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { pdf, photograph, png, webp } from '../../../helpers/pictures.ts';

const AT = '2026-03-05T10:00:00.000Z';
const now = () => new Date(AT);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('a PDF, a JPEG and a PNG are kept as they are, under a name that is safe to show', async () => {
  const cache = filledCache([]);
  for (const [bytes, name, shown] of [
    [pdf(), '../form.exe', 'form.pdf'],
    [await photograph(20, 20), 'photo.jpeg', 'photo.jpg'],
    [await png(), 'map', 'map.png'],
  ] as const) {
    const kept = keepMessageFile(cache, { name, data: base64(bytes) }, now);
    expect([kept.name, kept.bytes]).toEqual([shown, bytes.length]);
    expect(cache.messageFiles.read(kept.id)?.equals(bytes)).toBe(true);
  }
});

test('anything else is refused with its reason, and not kept', async () => {
  const cache = filledCache([]);
  for (const [bytes, code] of [
    [Buffer.alloc(0), 'file_empty'],
    [await webp(), 'file_kind'],
    [Buffer.from('MZ'), 'file_kind'],
    [Buffer.concat([pdf(), Buffer.alloc(MOST_FILE_BYTES)]), 'file_too_large'],
  ] as const) {
    const fault = expect.objectContaining({ detail: expect.objectContaining({ code }) });
    expect(() => keepMessageFile(cache, { name: 'a.pdf', data: base64(bytes) }, now)).toThrow(
      expect.objectContaining({ code: 'invalid_request', fields: [fault] }),
    );
  }
  expect(cache.db.prepare('SELECT count(*) AS n FROM message_file').get()).toEqual({ n: 0 });
});

test('a file stays as long as a form or a waiting message names it, and no longer', () => {
  const report = aReport();
  const cache = filledCache([report]);
  const file = () => keepMessageFile(cache, { name: 'form.pdf', data: base64(pdf()) }, now);
  const [drafted, waiting, left, fresh] = [file(), file(), file(), file()];
  const act = (one: typeof drafted): Act => ({ kind: 'message', files: [one], note: 'Look.' });
  const { id: reportId, trackingNumber } = report;
  const seen = { reportVersion: 1, policyVersion: 1, letterHash: null };
  write(cache.db, (tx) => {
    cache.drafts.put(tx, reportId, 'message', draftOf(act(drafted)), AT);
    const row = { id: randomUUID(), reportId, trackingNumber, act: act(waiting), seen, createdAt: AT, holdUntil: AT };
    cache.outbox.add(tx, row);
    cache.messageFiles.removeUnused(tx, AT);
  });
  expect(cache.messageFiles.read(fresh.id)).not.toBeNull();
  write(cache.db, (tx) => cache.messageFiles.removeUnused(tx, '2026-03-05T10:00:00.001Z'));
  const here = [drafted, waiting, left].map(({ id }) => cache.messageFiles.read(id) !== null);
  expect(here).toEqual([true, true, false]);
  expect(cache.drafts.get(reportId, 'message')?.files).toEqual([drafted]);
});
