import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import type { Act } from '#shared/domain/act.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../../helpers/cache.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const officer = {
  id: '0195706f-0000-7000-9000-000000000001',
  name: 'officer',
  displayName: 'Officer Rivera',
  role: 'officer',
} as const;
const START = Date.parse('2026-03-08T09:00:00.000Z');
const reports = [1, 2, 3].map((serial) => aReport({ serial }));
const [first, second, third] = reports.map(({ id }) => id) as [string, string, string];
const other = { reportId: second, trackingNumber: reports[1]?.trackingNumber ?? '' };

let folder: Folder;
let cache: { path: string; keyHex: string };
let desk: TestWorkstation;
let at: number;

/**
 * Starts a workstation. Nothing answers at the server's address, and the clock stands still until a test advances it.
 */
const open = () => {
  const session = { officer, token: 'a token' } as Parameters<typeof startWorkstation>[1];
  return startWorkstation('http://127.0.0.1:9', session, cache, () => 0, { now: () => new Date(at) });
};
const restart = async () => {
  await desk.close();
  desk = open();
};
/** Sets the agency's undo time and the officer's own undo time. */
function wish(agency: number, seconds: number): void {
  const { db, policy, preferences } = filledCache(reports, cache);
  const inForce = policy.current();
  if (inForce !== null)
    write(db, (tx) => policy.save(tx, { ...inForce, limits: { ...inForce.limits, holdSeconds: agency } }));
  write(db, (tx) => preferences.change(tx, { holdSeconds: seconds }));
  db.close();
  desk = open();
}
/** Returns when each held decision's undo time ends, in seconds after the first decision. */
const ends = async () =>
  [...(await desk.outbox()), ...(await desk.calls['pairs.list'](undefined))]
    .filter(({ state }) => state === 'held')
    .map(({ holdUntil }) => (Date.parse(holdUntil) - START) / 1000);
const decidePair = () => desk.calls['pairs.decide']({ reportId: first, other, decision: 'related' });

beforeEach(() => {
  at = START;
  folder = temporaryFolder();
  cache = { path: join(folder.path, 'cache.db'), keyHex: aKey() };
});
afterEach(async () => {
  await desk.close();
  folder.remove();
});

test('decisions held one after another each get the full time that the officer chose', async () => {
  wish(20, 120);
  await desk.act(first, approve);
  at = START + 60_000;
  await desk.act(second, approve);
  await decidePair();
  at = START + 120_000;
  await desk.act(third, approve);
  // The first decision's time is over; the others are unaffected.
  expect(await until(ends, (held) => held.length === 3)).toEqual([180, 240, 180]);
});

test("a restart restores the time that the officer chose, not the agency's shorter one", async () => {
  wish(0, 120);
  await desk.act(first, approve);
  await decidePair();
  at = START + 30_000;
  await restart();
  expect(await ends()).toEqual([150, 150]);
});

test('a clock set back does not hold a decision longer than the officer chose', async () => {
  wish(20, 120);
  at = START + 3_600_000;
  await desk.act(first, approve);
  await decidePair();
  at = START;
  await desk.calls['preferences.change']({ holdSeconds: 60 });
  const note: Act = { kind: 'note', note: 'Looked at.' };
  await desk.act(third, note);
  at = START + 60_000;
  await desk.act(third, note);
  expect(await until(ends, (held) => Math.max(...held) <= 120)).toEqual([120, 120, 120]);
});
