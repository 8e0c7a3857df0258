import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteBackup } from '#server/db/backups.ts';
import { watchBackups } from '#server/jobs/watch-backups.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const DAY_MS = 86_400_000;
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

test('the administrator is told when no backup was made for two days, and when none that was checked is newer than eight', async () => {
  const { db } = agency.deps;
  await agency.signedIn();
  const began = await db.selectFrom('audit').select('at').orderBy('seq').executeTakeFirstOrThrow();
  const day = (n: number) => new Date(began.at.getTime() + n * DAY_MS);
  let told: string[] = [];
  const alerts = {
    raise: (problem: string) => void told.push(problem),
    clear: (problem: string) => void told.push(`${problem}: well`),
  };
  const look = async (n: number) => {
    told = [];
    await watchBackups({ db, now: () => day(n) }, alerts);
    return told;
  };
  expect(await look(1)).toEqual(['no backup: well', 'backup not checked: well']);
  expect(await look(3)).toEqual(['no backup', 'backup not checked: well']);
  await noteBackup(db, 'made_at', day(9));
  expect(await look(10)).toEqual(['no backup: well', 'backup not checked']);
  await noteBackup(db, 'checked_at', day(9));
  expect(await look(16)).toEqual(['no backup', 'backup not checked: well']);
  // A check of an older backup says nothing about the newer ones.
  await noteBackup(db, 'checked_at', day(1));
  expect(await look(16)).toEqual(['no backup', 'backup not checked: well']);
});
