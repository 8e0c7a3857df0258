import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishRelease } from '#server/commands/updates/publish-release.ts';
import { updatesFolder } from '#server/updates/serve.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import {
  makeRelease,
  makeSigners,
  programBytes,
  publish,
  type Signers,
  workstationId,
} from '../../helpers/releases.ts';

let agency: Agency;
let signers: Signers;
let folder: string;
const NAME = `p2c-review-0.2.0-${process.arch}.AppImage`;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(async () => {
  signers = makeSigners();
  folder = await makeRelease(signers, { version: '0.2.0', sequence: 5 });
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(updatesFolder(agency.dataDir), { recursive: true, force: true });
  await agency.deps.db.deleteFrom('release').execute();
});

const offer = async () =>
  (await agency.call('GET', `/api/v1/updates/offer?channel=stable&workstation=${workstationId()}`)).body;

test('a signed release reaches the workstations byte for byte, and the audit log', async () => {
  const manifest = readFileSync(join(folder, 'release.json'), 'utf8');
  await publish(agency, folder, { share: 100 });
  const answer = await offer();
  expect(answer).toMatchObject({ offer: 'at_quit', release: { manifest } });
  expect(answer.release.signatures.map(({ by }: { by: string }) => by)).toEqual(['vendor', 'agency']);
  expect((await agency.call('GET', `/updates/${NAME}`)).body).toBe(programBytes('0.2.0').toString());
  const { db } = agency.deps;
  const row = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
  expect(row).toMatchObject({ action: 'update.publish', target: '0.2.0', detail: { sequence: 5, share: 100 } });
});

test('anonymous callers get no list of files, and nothing while it is not their turn', async () => {
  await publish(agency, folder, { share: 0 });
  expect(await offer()).toEqual({ offer: 'wait', release: null, later: false, floor: null });
  expect((await agency.call('GET', '/updates/')).status).toBe(404);
});

describe('nothing is published', () => {
  const refused = async (words: string, more: { agencyKeys?: string[]; channel?: string } = {}) => {
    const given = { from: folder, dataDir: agency.dataDir, agencyKeys: null, share: 100, window: null, ...more };
    await expect(publishRelease(agency.deps, given, { actor: 'test', source: 'test' })).rejects.toThrow(words);
    expect(await offer()).toEqual({ offer: 'none', release: null, later: false, floor: null });
  };

  test('when a file was tampered with, even if its size is the same', async () => {
    const bytes = programBytes('0.2.0');
    bytes[300] = 0;
    writeFileSync(join(folder, NAME), bytes);
    await refused('is not the file');
    appendFileSync(join(folder, NAME), '!');
    await refused('has 1001 bytes where release.json says 1000');
    rmSync(join(folder, NAME));
    await refused('is listed in release.json but missing');
  });

  test('when a signature is missing or was made for another manifest', async () => {
    const path = join(folder, 'release.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"sequence":5', '"sequence":6'));
    await refused('A signature by the vendor does not match');
    writeFileSync(path, text);
    const half = await makeRelease(signers, { version: '0.2.0', sequence: 5, countersigned: false });
    rmSync(folder, { recursive: true });
    folder = half;
    await refused("The agency's signature is missing");
  });

  test("when the agency's key is configured and another one signed", async () => {
    await refused('not made with a key in P2C_UPDATE_KEYS', { agencyKeys: makeSigners().keys.agency });
  });

  test('when the manifest is written in another way, which could be read in another way', async () => {
    const path = join(folder, 'release.json');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
    await refused('not written in its canonical form');
  });

  test('when it is for another channel, or the folder has none', async () => {
    await refused('It is signed for the channel stable', { channel: 'pilot' });
    rmSync(join(folder, 'release.json'));
    await refused('There is no release.json');
  });
});

test('an older version than the newest one of its channel is published only if that is asked for', async () => {
  await publish(agency, await makeRelease(signers, { version: '0.3.0', sequence: 4 }));
  await expect(publish(agency, folder)).rejects.toThrow('Version 0.2.0 is older than 0.3.0');
  folder = await makeRelease(signers, { version: '0.2.0', sequence: 5 });
  await publish(agency, folder, { older: true });
  expect((await offer()).release.manifest).toContain('"version":"0.2.0"');
});

test('what follows must be newer, and a published file never changes', async () => {
  await publish(agency, folder);
  const next = async (version: string, sequence: number, size?: number) =>
    publish(agency, await makeRelease(signers, { version, sequence, ...(size === undefined ? {} : { size }) }));
  await expect(next('0.3.0', 5)).rejects.toThrow('Its sequence 5 is not higher than 5');
  await expect(next('0.2.0', 6)).rejects.toThrow('Version 0.2.0 is already published');
  await agency.deps.db.deleteFrom('release').execute();
  await expect(next('0.2.0', 6, 2000)).rejects.toThrow('has 1000 bytes where release.json says 2000');
  expect(existsSync(join(updatesFolder(agency.dataDir), `.${NAME}.part`))).toBe(false);
});
