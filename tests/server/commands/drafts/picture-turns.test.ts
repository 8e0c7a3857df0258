import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import { saveUpload } from '#server/commands/drafts/save-upload.ts';
import { smallPicture } from '#server/commands/drafts/small-picture.ts';
import type { UploadDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { openDrawing } from '#server/files/view-copy.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { fileWith } from '../../../helpers/attach.ts';
import { photograph } from '../../../helpers/pictures.ts';
import { plainPng } from '../../../helpers/unfolding.ts';

const SOURCES = 10;
/** One that is being drawn when the small one arrives, and one or two until both of the others are through. */
const MOST_BEFORE = 3;
let agency: Agency;
let deps: UploadDeps;
beforeAll(async () => {
  agency = await startAgency();
  const files = openServerKey(agency.dataDir, null).subkey('files');
  deps = { ...agency.deps, vault: openVault(vaultFolder(agency.dataDir), [files]), drawing: await openDrawing() };
});
afterAll(async () => {
  deps.drawing.close();
  await agency.stop();
});

test('large pictures from many sources keep nobody waiting for a small picture, nor for an upload from a phone', async () => {
  const report = await fileWith(agency, [[await photograph(900, 600), 'bike.jpg']]);
  const phones = await photograph(4000, 3000);
  const large = plainPng({ width: 5000, height: 5000, depth: 16, alpha: true, interlaced: true });
  const upload = (bytes: Buffer, from: string) =>
    saveUpload(deps, {
      uploadId: crypto.randomUUID(),
      name: 'a.jpg',
      source: Readable.from([bytes]),
      tooLarge: () => false,
      from,
    });
  const flood = Array.from({ length: SOURCES }, (_, n) => upload(large, `198.51.100.${n}`));
  let drawn = 0;
  const count = () => (drawn += 1);
  for (const one of flood) void one.then(count, count);
  const ended = Promise.allSettled(flood);
  await Promise.race(flood);

  const before = drawn;
  const [small, sent] = await Promise.all([
    smallPicture(deps, report.attachments[0]?.id ?? '', '192.0.2.1'),
    upload(phones, '192.0.2.2'),
  ]);
  expect(small).not.toBeNull();
  expect(sent).toMatchObject({ ok: true });
  expect(drawn - before).toBeLessThanOrEqual(MOST_BEFORE);
  deps.drawing.close();
  await ended;
}, 120_000);
