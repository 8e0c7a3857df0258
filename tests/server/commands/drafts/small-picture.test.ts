import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import { reseal } from '#server/commands/agency/reseal.ts';
import { smallPicture } from '#server/commands/drafts/small-picture.ts';
import type { UploadDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { openDrawing } from '#server/files/view-copy.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { fileWith } from '../../../helpers/attach.ts';
import { photograph } from '../../../helpers/pictures.ts';

const LATER_KEY = new Uint8Array(32).fill(5);
let agency: Agency;
let deps: UploadDeps;
let before: Uint8Array;
let id: string;
beforeAll(async () => {
  agency = await startAgency();
  before = openServerKey(agency.dataDir, null).subkey('files');
  deps = { ...agency.deps, vault: vaultWith(before), drawing: await openDrawing() };
});
beforeEach(async () => {
  const report = await fileWith(agency, [[await photograph(900, 600), 'bike.jpg']]);
  id = report.attachments[0]?.id ?? '';
});
afterAll(async () => {
  deps.drawing.close();
  await agency.stop();
});

const vaultWith = (...keys: Uint8Array[]) => openVault(vaultFolder(agency.dataDir), keys);
const smallCopies = () =>
  readdirSync(vaultFolder(agency.dataDir), { recursive: true }).filter((name) => String(name).endsWith('.small'));

test('a small picture that a forgotten key encrypted is drawn again and kept', async () => {
  const drawn = await smallPicture(deps, id, 'test');
  for await (const { name } of deps.vault.list()) {
    if (!name.endsWith('.small')) await vaultWith(LATER_KEY, before).renew(name);
  }

  const later = { ...deps, vault: vaultWith(LATER_KEY) };
  const again = await smallPicture(later, id, 'test');
  expect(again?.equals(drawn ?? Buffer.alloc(0))).toBe(true);
  const found = await later.vault.open(await fileIdOf(id), 'small');
  expect(found).not.toBeNull();
  found?.destroy();
});

test('resealing leaves no small picture encrypted with the former key', async () => {
  await smallPicture(deps, id, 'test');
  expect(smallCopies()).not.toEqual([]);
  await reseal({ ...deps, vault: vaultWith(LATER_KEY, before) });
  expect(smallCopies()).toEqual([]);
});

async function fileIdOf(attachment: string): Promise<string> {
  const row = await deps.db
    .selectFrom('attachment')
    .select('file_id')
    .where('id', '=', attachment)
    .executeTakeFirstOrThrow();
  return row.file_id;
}
