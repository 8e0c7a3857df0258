import { expect, test } from 'vitest';
import { colleagues } from '#electron/worker/commands/colleagues.ts';
import { AppError } from '#shared/errors.ts';
import { filledCache } from '../../../helpers/cache.ts';

const rows = [
  { id: '0195706f-0000-7000-9000-000000000002', displayName: 'Sergeant Ortiz', role: 'supervisor' },
] as const;
const monday = new Date('2026-03-09T09:00:00.000Z');
const tuesday = new Date('2026-03-10T09:00:00.000Z');

/** Makes a server that responds or fails as the test says. */
const server = (answer: () => unknown) => ({ call: async () => answer() }) as never;
const fails = (code: 'offline' | 'forbidden') =>
  server(() => {
    throw new AppError(code);
  });

test('the list of possible assignees is available offline, with the time it was fetched', async () => {
  const stores = filledCache();
  await expect(colleagues({ stores, api: fails('offline'), now: () => monday })).rejects.toMatchObject({
    code: 'offline',
  });
  const asked = await colleagues({ stores, api: server(() => ({ rows })), now: () => monday });
  expect(asked).toEqual({ rows, asOf: monday.toISOString() });
  expect(await colleagues({ stores, api: fails('offline'), now: () => tuesday })).toEqual(asked);
});

test('an officer who lost permission gets no answer from the cache', async () => {
  const stores = filledCache();
  await colleagues({ stores, api: server(() => ({ rows })), now: () => monday });
  await expect(colleagues({ stores, api: fails('forbidden'), now: () => tuesday })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
