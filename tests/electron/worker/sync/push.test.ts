import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { letterAndSeen } from '#electron/worker/commands/letter-seen.ts';
import { write } from '#electron/worker/db/write.ts';
import { createPush } from '#electron/worker/sync/push.ts';
import type { Act } from '#shared/domain/act.ts';
import { AppError } from '#shared/errors.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { filledCache } from '../../../helpers/cache.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
// A fixed clock: a postponed row is not due again within a round, however long the round takes.
const started = new Date();
const now = () => started;

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

/** Makes a cache with `count` due decisions on reports of the server. */
async function withDue(
  count: number,
  token: string,
  writing: (cache: ReturnType<typeof filledCache>) => void = () => {},
) {
  const policy = await agency.policy();
  const cache = filledCache([], { policy });
  const reports = await Promise.all(Array.from({ length: count }, () => agency.file()));
  const rows = reports.map((report) => {
    cache.keep(report);
    const at = now().toISOString();
    const { seen } = letterAndSeen(report, approve, policy);
    const { id: reportId, trackingNumber } = report;
    const row = { id: randomUUID(), reportId, trackingNumber, act: approve, seen, createdAt: at, holdUntil: at };
    write(cache.db, (tx) => cache.outbox.add(tx, row));
    return row;
  });
  const api = createApi({ server: agency.url, token: () => token });
  const push = createPush({
    stores: cache,
    api,
    keep: (tx, report) => cache.keepIn(tx, report),
    announce: () => {},
    writeThrough: async () => writing(cache),
    now,
    random: () => 0,
  });
  push.release();
  const round = () => push.round(new AbortController().signal);
  return { cache, rows, round };
}

test('a session that ends between pull and push stops the round and leaves every decision waiting', async () => {
  const { token } = await agency.signedIn();
  const { cache, rows, round } = await withDue(2, token);
  await agency.call('DELETE', '/api/v1/sessions/current', { token });
  await expect(round()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(cache.outbox.list().map((row) => [row.id, row.state, row.maybeSent])).toEqual(
    rows.map((row) => [row.id, 'waiting', false]),
  );
});

test('a decision that temporarily fails on the server does not hold up the others', async () => {
  const { token } = await agency.signedIn();
  const { cache, rows, round } = await withDue(3, token);
  agency.failNext(500, { code: 'internal' });
  await round();
  expect(cache.outbox.list().map((row) => [row.id, row.state, row.problem?.code])).toEqual([
    [rows[0]?.id, 'waiting', 'internal'],
  ]);
});

test('a response that is not from our server counts neither as acceptance nor as refusal', async () => {
  const { token } = await agency.signedIn();
  const { cache, round } = await withDue(1, token);
  agency.failNext(403, { code: 'made up by a proxy' as 'internal' });
  await round();
  expect(cache.outbox.list()).toMatchObject([{ state: 'waiting', problem: { code: 'bad_response' } }]);
});

test('nothing is sent before it is marked on disk as possibly sent, and a disk failure keeps it here', async () => {
  const { token } = await agency.signedIn();
  const marked: boolean[] = [];
  const { cache, rows, round } = await withDue(1, token, ({ outbox }) => {
    marked.push(...outbox.list().map((row) => row.maybeSent));
    throw new AppError('disk_full');
  });
  await expect(round()).rejects.toMatchObject({ code: 'disk_full' });
  expect(marked).toEqual([true]);
  expect(cache.outbox.list()).toMatchObject([{ id: rows[0]?.id, state: 'waiting' }]);
  const { body } = await agency.call('GET', `/api/v1/reports/${rows[0]?.reportId}`, { token });
  expect(body).toMatchObject({ state: 'submitted', version: 1 });
});
