import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerKey, serverKey } from '#server/auth/server-key.ts';
import { checkFiles } from '#server/backup/check-backup.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { fileWith } from '../../helpers/attach.ts';

const paper = (n: number) => Buffer.from(`%PDF-1.4 paper ${n} ${'x'.repeat(50_000)}`);
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

test('the check of a backup reads every attachment, and names each that is missing, damaged, or different from what was received', async () => {
  const names = ['gone.pdf', 'damaged.pdf', 'other.pdf', 'whole.pdf'];
  await fileWith(
    agency,
    names.map((name, n) => [paper(n), name]),
  );
  const rows = await agency.deps.db.selectFrom('attachment').select(['id', 'file_id', 'name']).execute();
  const [gone, damaged, other] = names.map((name) => rows.find((row) => row.name === name)?.id);
  const pathOf = (id?: string) => {
    const file = rows.find((row) => row.id === id)?.file_id ?? '';
    return join(vaultFolder(agency.dataDir), file.slice(-4, -2), file.slice(-2), `${file}.original`);
  };
  const keys = openServerKey(agency.dataDir, null).subkeys('files');
  const check = async (by = keys) => {
    const faults: string[] = [];
    const read = await checkFiles(agency.deps.db, openVault(vaultFolder(agency.dataDir), by), faults);
    return { read, faults: faults.sort() };
  };
  expect(await check()).toEqual({ read: 4, faults: [] });

  rmSync(pathOf(gone));
  const bytes = readFileSync(pathOf(damaged));
  bytes[bytes.length - 40]! ^= 1;
  writeFileSync(pathOf(damaged), bytes);
  await agency.deps.db
    .updateTable('attachment')
    .set({ sha256: 'a'.repeat(64) })
    .where('id', '=', other ?? '')
    .execute();
  const unreadable = 'unreadable: damaged, or encrypted with another server key';
  expect(await check()).toEqual({
    read: 4,
    faults: [
      `The attachment ${gone} is missing.`,
      `The attachment ${damaged} is ${unreadable}.`,
      `The attachment ${other} is different from what was received.`,
    ].sort(),
  });
  const foreign = await check(serverKey(Buffer.alloc(32, 9)).subkeys('files'));
  expect(foreign.faults.filter((fault) => fault.includes(unreadable))).toHaveLength(3);
});
