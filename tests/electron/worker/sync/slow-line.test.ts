import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

/* A slow connection: each response takes longer than three seconds, after which a workstation once gave up. */
let agency: Agency;
let folder: Folder;
let desk: TestWorkstation;
beforeEach(async () => {
  agency = await startAgency();
  folder = temporaryFolder();
});
afterEach(async () => {
  await desk.close();
  agency.mend();
  await agency.stop();
  folder.remove();
});
const start = async () => {
  desk = startWorkstation(
    agency.url,
    await agency.signedIn(),
    { path: join(folder.path, 'a.db'), keyHex: aKey() },
    undefined,
    { journalPath: join(folder.path, 'a.p2cj') },
  );
};

test('where the agency’s key takes eight seconds, decisions are sealed, and only the first ones wait for it', async () => {
  const ids = [(await agency.file()).id, (await agency.file()).id];
  agency.slow(8_000, (url) => url.startsWith('/api/v1/recovery-key'));
  await start();
  await until(desk.queue, (here) => ids.every((id) => here.includes(id)));
  const took: number[] = [];
  for (const id of ids) {
    const began = performance.now();
    await desk.act(id, { kind: 'note', note: 'Called.' });
    took.push(performance.now() - began);
  }
  expect(took[0]).toBeLessThan(7_500);
  expect(took[1]).toBeLessThan(2_500);
  await until(
    () => desk.calls['cache.state'](undefined),
    ({ journal }) => journal.ready && journal.unsealed === 0 && journal.live === 2,
  );
});
