import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores, type Stores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import { createRescreening, screeningBasis } from '#electron/worker/rescreening.ts';
import { writeMessage } from '#server/commands/reports/add-information.ts';
import { DANGER_WORDS } from '#shared/screening/danger-words.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { HINT_CODES } from '#shared/screening/hint.ts';
import { screen } from '#shared/screening/hints.ts';
import { screeningSettings } from '#shared/screening/settings.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { aReport, firstPolicy, lastNight } from '../../helpers/builders.ts';
import { aKey, filledCache, rawOf, temporaryFolder } from '../../helpers/cache.ts';
import { counted } from '../../helpers/hint-count.ts';
import { startWorkstation, type TestWorkstation, until } from '../../helpers/workstation.ts';

let agency: Agency;
let desk: TestWorkstation;
beforeAll(async () => {
  agency = await startAgency();
  desk = startWorkstation(agency.url, await agency.signedIn());
});
afterAll(async () => {
  await desk.close();
  await agency.stop();
});

/** Returns how many reports `has:hint` finds. */
const hinted = async (): Promise<number> => {
  const filter = { states: [], kinds: [], text: 'has:hint', likelyDuplicate: false };
  return (await desk.calls['queue.counts']({ filters: [filter] })).counts[0] ?? 0;
};

test("a new agency limit is in the queue's flags just as in the open report", async () => {
  const { id } = await agency.file({ facts: { when: lastNight(), who: { email: null } } });
  await until(desk.queue, (ids) => ids.includes(id));
  expect(await hinted()).toBe(0);
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, valueCeilingCents: 10_000 } }));
  await desk.calls['sync.now'](undefined);
  const codes = async () => (await desk.calls['report.get']({ id })).hints.map(({ code }) => code);
  await until(codes, (all) => all.includes('value_ceiling'));
  await until(hinted, (count) => count === 1, 5000);
  // The flag disappears when the limit is removed.
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, valueCeilingCents: null } }));
  await desk.calls['sync.now'](undefined);
  await until(hinted, (count) => count === 0, 5000);
});

test("a message's words are in the queue's flags and in the open report, and show a dismissed flag again", async () => {
  const camera = 'The shop has a video of it on its camera.';
  const { id } = await agency.file({ facts: { when: lastNight(), who: { email: null }, how: camera } });
  await until(desk.queue, (ids) => ids.includes(id));
  const flag = async () => (await desk.calls['report.get']({ id })).hints.find(({ code }) => code === 'camera');
  expect(await flag()).toMatchObject({ wrong: false, readings: [{ place: 'form' }] });
  const before = await hinted();
  await desk.calls['hints.say']({ reportId: id, code: 'camera', wrong: true });
  expect(await hinted()).toBe(before - 1);

  const write = async (text: string) => {
    expect(await writeMessage(agency.deps, id, { text, uploadId: null }, '192.0.2.1')).toBe(true);
    const { version } = await agency.report(id);
    await desk.calls['sync.now'](undefined);
    await until(
      async () => (await desk.calls['report.get']({ id })).report.version,
      (kept) => kept >= version,
    );
  };
  // Words that say nothing new about a dismissed flag leave it dismissed.
  await write('Thank you for your help.');
  expect(await flag()).toMatchObject({ wrong: true });
  await write('There is a second video, from the doorbell camera.');
  expect(await flag()).toMatchObject({ wrong: false, readings: [{ place: 'form' }, { place: 'message' }] });
  expect(await hinted()).toBe(before);
});

const first = firstPolicy();
const lower = firstPolicy({ version: 2, limits: { ...first.limits, valueCeilingCents: 10_000 } });

/** Screens with the policy in force and counts the screenings. */
function rescreened(stores: Stores) {
  let screened = 0;
  const rescreening = createRescreening({
    stores,
    standingHints: (report) => {
      screened += 1;
      return counted(screen(report, null, screeningSettings(stores.policy.current())).length);
    },
    boundaryOf: () => null,
  });
  /** Runs until nothing is left or `most` steps are done; each transaction is one step. */
  const run = (most = Number.POSITIVE_INFINITY): number => {
    const step = () => write(stores.db, (tx) => rescreening.step(tx).more);
    for (let steps = 0; steps < most && step(); steps += 1);
    return screened;
  };
  return { run, beginEmpty: rescreening.beginEmpty };
}
const counts = ({ db }: Stores) => db.prepare<[], number>('SELECT DISTINCT hints FROM queue').pluck().all();

test('a restart in the middle of rescreening resumes there, and screens each report once', () => {
  const folder = temporaryFolder();
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const reports = Array.from({ length: 40 }, (_, at) => aReport({ serial: at + 1, facts: { when: lastNight() } }));
  const before = filledCache(reports, file);
  rescreened(before).run();
  const [own = 0] = counts(before);
  write(before.db, (tx) => before.policy.save(tx, lower));
  expect(rescreened(before).run(15)).toBe(15);
  expect(counts(before)).toHaveLength(2);
  before.db.close();
  const after = createStores(openCache(file));
  expect(rescreened(after).run()).toBe(25);
  expect(counts(after)).toEqual([own + 1]);
  // Nothing is left for the next start.
  expect(rescreened(after).run()).toBe(0);
  after.db.close();
  folder.remove();
});

test('another change midway starts over with the first report', () => {
  const cache = filledCache([1, 2, 3].map((serial) => aReport({ serial })));
  write(cache.db, (tx) => cache.policy.save(tx, lower));
  const { run } = rescreened(cache);
  run(2);
  const own = Math.min(...counts(cache));
  write(cache.db, (tx) => cache.policy.save(tx, { ...first, version: 3 }));
  expect(run()).toBe(2 + 3);
  expect(counts(cache)).toEqual([own]);
  cache.db.close();
});

test("a report's queue columns are recomputed along with its flags, so that a new column is filled", () => {
  const cache = filledCache([1, 2, 3].map((serial) => aReport({ serial })));
  const rows = () => cache.db.prepare('SELECT * FROM queue ORDER BY seq').all();
  const wanted = rows();
  rawOf(cache.db).exec("UPDATE queue SET location_key = '', photos = 9");
  write(cache.db, (tx) => cache.meta.screened.set(tx, { basis: 'of a version that had other columns', next: null }));
  expect(rescreened(cache).run()).toBe(3);
  expect(rows()).toEqual(wanted);
  cache.db.close();
});

test('what a first pull brings is not screened twice', () => {
  const cache = filledCache();
  const { run, beginEmpty } = rescreened(cache);
  write(cache.db, beginEmpty);
  cache.keep(aReport({ serial: 1 }));
  expect(run()).toBe(0);
  cache.db.close();
});

test('only changes to the rules, the screening limits, the city or its boundary require rescreening', () => {
  const ring: Ring = [
    [0, 0],
    [0, 1],
    [1, 1],
  ];
  const other = { ...first, version: 9, limits: { ...first.limits, holdSeconds: 99 } };
  expect(screeningBasis(other, ring)).toBe(screeningBasis(first, ring));
  const elsewhere = { ...first, agency: { ...first.agency, city: 'Elsewhere' } };
  const all = [
    screeningBasis(first, ring),
    screeningBasis(first, null),
    screeningBasis(lower, ring),
    screeningBasis(elsewhere, ring),
    screeningBasis(null, ring),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('the list names the strongest flag that stands, and another one once an officer dismissed it', async () => {
  const how = 'The mirror of my car is gone. The store has cameras. Their plate was ABC 123.';
  const { id } = await agency.file({ facts: { how } });
  await until(desk.queue, (ids) => ids.includes(id));
  const row = async () => {
    const order = { sort: { column: 'receivedAt', direction: 'desc' }, offset: 0, limit: 100 } as const;
    const filter = { states: [], kinds: [], text: '', likelyDuplicate: false };
    const { rows } = await desk.calls['queue.page']({ filter, ...order });
    return rows.find((one) => one.id === id);
  };
  const standing = (await desk.calls['report.get']({ id })).hints.map(({ code }) => code);
  expect(standing).toEqual(expect.arrayContaining(['camera', 'plate']));
  const before = await row();
  expect(before?.flag).toBe(HINT_CODES.find((code) => standing.includes(code)));
  await desk.calls['hints.say']({ reportId: id, code: before?.flag ?? '', wrong: true });
  const left = standing.filter((code) => code !== before?.flag);
  expect((await row())?.flag).toBe(HINT_CODES.find((code) => left.includes(code)));
});

test('other words for danger have everything looked at again, so that reports stored before are marked by them too', () => {
  const [before, weapon] = [screeningBasis(null, null), DANGER_WORDS.weapon];
  const words: Record<string, RegExp> = DANGER_WORDS;
  words['weapon'] = /a pike/gu;
  expect(screeningBasis(null, null)).not.toBe(before);
  words['weapon'] = weapon;
  expect(screeningBasis(null, null)).toBe(before);
});
