import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealRow } from '#electron/worker/journal/seal.ts';
import { openCheckedRecoveryKeys } from '#server/auth/open-keys.ts';
import { readConfig } from '#server/config.ts';
import { openRecoveryKeys } from '#server/recovery/key-pair.ts';
import { openSealed } from '#server/recovery/open-seal.ts';
import type { JournalRow } from '#shared/journal/row.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';
import { whatOfficerSees } from '../../helpers/what-officer-sees.ts';

let agency: Agency;
let built: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency(), bundle('server/main.ts')]);
});
afterAll(() => agency.stop());

const rotate = (...args: string[]) => runServerCommand(built, agency, ['rotate-recovery-key', ...args]);
const place = () => ({ dataDir: agency.dataDir, serverKey: null, recoveryKey: null });
const inFile = () => readFileSync(join(agency.dataDir, 'recovery-key'), 'utf8').trim().split('\n');

const approve = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
async function aRow(): Promise<JournalRow> {
  const [report, { officer }] = [await agency.file(), await agency.signedIn()];
  return {
    id: randomUUID(),
    officerId: officer.id,
    reportId: report.id,
    trackingNumber: report.trackingNumber,
    act: approve,
    seen: whatOfficerSees(report, approve, await agency.policy()),
    createdAt: new Date().toISOString(),
  };
}

test('a rotated recovery key opens new journals and those of before, until the former key is forgotten', async () => {
  const before = openRecoveryKeys(agency.dataDir, null);
  const { code, out, err } = await rotate();
  expect([code, err]).toEqual([0, '']);
  const after = await openCheckedRecoveryKeys(agency.deps.db, place());
  expect(out).toContain(after.public.keyId);
  expect(after.public.keyId).not.toBe(before.public.keyId);
  expect(after.former.map((one) => one.public.keyId)).toEqual([before.public.keyId]);
  const row = await aRow();
  const opened = (key: typeof before.public, keys = after) => openSealed(keys, sealRow(key, row))?.id ?? null;
  expect([opened(before.public), opened(after.public)]).toEqual([row.id, row.id]);
  for (const key of inFile()) expect(out).not.toContain(key);

  expect((await rotate('--forget', 'ffffffffffffffff')).code).toBe(1);
  expect((await rotate('--forget', after.public.keyId)).code).toBe(1);
  expect((await rotate('--forget', before.public.keyId)).code).toBe(0);
  const left = await openCheckedRecoveryKeys(agency.deps.db, place());
  expect([left.public.keyId, left.former]).toEqual([after.public.keyId, []]);
  expect([opened(before.public, left), opened(after.public, left)]).toEqual([null, row.id]);
});

test('a key in the environment may have former ones behind it', () => {
  const [one, two] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
  const { recoveryKey } = readConfig({ P2C_RECOVERY_KEY: `${one},${two}` });
  expect(openRecoveryKeys('', recoveryKey).former).toHaveLength(1);
  expect(() => readConfig({ P2C_RECOVERY_KEY: `${one},` })).toThrow(/P2C_RECOVERY_KEY/);
});
