import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDeviceTokenOf, newDeviceToken } from '#server/auth/device-token.ts';
import { processName } from '#server/auth/keys-in-use.ts';
import { openLink, sealLink } from '#server/auth/letter-link.ts';
import { openCheckedServerKey } from '#server/auth/open-keys.ts';
import { recoveryCodeHashes } from '#server/auth/recovery-code.ts';
import { openServerKey, type ServerKey } from '#server/auth/server-key.ts';
import { enrollmentOf, newSeed } from '#server/auth/totp.ts';
import { formSecret } from '#server/db/epoch.ts';
import { listen } from '#server/db/listen.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { fileWith } from '../../helpers/attach.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';

const PAPER = Buffer.from(`%PDF-1.4 ${'x'.repeat(200_000)}`);
let agency: Agency;
let built: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency(), bundle('server/main.ts')]);
});
afterAll(() => agency.stop());

const run = (...args: string[]) => runServerCommand(built, agency, args);
const inFile = () => readFileSync(join(agency.dataDir, 'server-key'), 'utf8').trim().split('\n');
/** Opens the key as a server that starts now would. */
const started = () =>
  openCheckedServerKey(agency.deps.db, { dataDir: agency.dataDir, serverKey: null, recoveryKey: null });
/** The connection by which a server process with these keys can be told. */
const processWith = (key: ServerKey) => listen(agency.databaseUrl, processName(key), () => {});
const fileOf = async (key: ServerKey, fileId: string) => {
  const plain = await openVault(vaultFolder(agency.dataDir), key.subkeys('files')).open(fileId, 'original');
  return plain === null ? null : buffer(plain);
};

test('the server key is changed in steps, none of which makes anything unreadable to a server before or after it', async () => {
  const before = await started();
  const { officer, name } = await agency.makeOfficer();
  const seed = newSeed(before, officer.id);
  await agency.deps.db.updateTable('officer').set({ totp_seed: seed }).where('id', '=', officer.id).execute();
  const { key: code } = enrollmentOf(before, seed, { id: officer.id, name });
  const report = await fileWith(agency, [[PAPER, 'paper.pdf']]);
  const { file_id: fileId } = await agency.deps.db
    .selectFrom('attachment')
    .select('file_id')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow();
  const token = newDeviceToken(before, name);
  const seedNow = async (): Promise<Buffer> => {
    const row = await agency.deps.db
      .selectFrom('officer')
      .select('totp_seed')
      .where('id', '=', officer.id)
      .executeTakeFirstOrThrow();
    return row.totp_seed ?? Buffer.alloc(0);
  };
  const reads = async (key: ServerKey) => {
    expect(enrollmentOf(key, await seedNow(), { id: officer.id, name }).key).toBe(code);
    expect((await fileOf(key, fileId))?.equals(PAPER)).toBe(true);
  };

  const forms = await formSecret(agency.deps.db, before);
  expect((await run('rotate-server-key')).out).toContain('nothing is encrypted with it yet');
  const knowing = await started();
  await reads(knowing);
  expect(knowing.subkey('check')).toEqual(before.subkey('check'));
  expect(await formSecret(agency.deps.db, knowing)).toEqual(forms);
  // The agency's server has not restarted, so it doesn't know the new key.
  const early = await run('rotate-server-key');
  expect([early.code, early.err]).toEqual([
    1,
    expect.stringContaining('1 of 1 server processes don’t know the new key'),
  ]);
  await agency.stopServer();
  const first = await processWith(knowing);
  expect((await run('rotate-server-key')).out).toContain('encrypts with the new key');
  const after = await started();
  expect(after.subkey('check')).not.toEqual(before.subkey('check'));
  await reads(after);
  // Each server accepts a form that was opened on the other one.
  for (const key of [knowing, after]) expect(await formSecret(agency.deps.db, key)).toEqual(forms);
  // A server that has not restarted for the second step can open what a restarted server encrypted.
  const id = randomUUID();
  const link = { id, private_link: sealLink({ key: after }, id, 'https://p2c.example/reply/x') };
  expect(openLink({ key: knowing }, link)).toBe('https://p2c.example/reply/x');
  expect(openLink({ key: before }, link)).toBeNull();
  expect(isDeviceTokenOf(after, name, token)).toBe(true);
  const hash = recoveryCodeHashes(before, officer.id, 'ABCD-EFGH-JKMN')[0];
  expect(recoveryCodeHashes(after, officer.id, 'ABCD-EFGH-JKMN')).toContain(hash);
  expect((await run('rotate-server-key')).err).toContain('not finished');

  // One of two processes has restarted since; the other one would go on to encrypt with a key that is forgotten.
  const second = await processWith(after);
  const refused = await run('reseal', '--forget', 'former');
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain('1 of 2 server processes still encrypt with the former key');
  await first.close();
  const late = await run('reseal', '--forget', 'former');
  expect([late.code, late.err]).toEqual([1, expect.stringContaining('still encrypts with the former key')]);
  expect(late.out).toMatch(/^[1-9]\d* encrypted again/);
  await expect(fileOf(before, fileId)).rejects.toThrow();
  await reads(after);
  expect((await run('reseal', '--forget', 'former')).out).toMatch(/^0 encrypted again, [1-9]\d* were already\.\n/);
  expect(inFile()).toHaveLength(1);
  await second.close();
  const alone = await started();
  await reads(alone);
  // The former key alone can no longer seal anything for the portal.
  for (const key of [before, alone]) expect(await formSecret(agency.deps.db, key)).not.toEqual(forms);
  expect(isDeviceTokenOf(alone, name, token)).toBe(false);
});

test('no command prints a key', async () => {
  const said = [await run('rotate-server-key'), await run('rotate-server-key'), await run('reseal')];
  for (const key of inFile()) for (const { out, err } of said) expect(out + err).not.toContain(key);
});

test('a key in the environment may have others behind it, which only decrypt', () => {
  const [one, two] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
  const sealed = openServerKey('', two).encrypt('p', Buffer.from('x'), 'c');
  expect(openServerKey('', `${one},${two}`).decrypt('p', sealed, 'c')?.toString()).toBe('x');
  expect(openServerKey('', one).decrypt('p', sealed, 'c')).toBeNull();
});
