import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, createApi } from '#electron/worker/api/client.ts';
import { write } from '#electron/worker/db/write.ts';
import { createTrailPush } from '#electron/worker/sync/push-trail.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { filledCache } from '../../../helpers/cache.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

/** Sends what a newer workstation would: its trail has a use of one report that this server does not know. */
const asNewer = (api: ApiClient, reportId: string): Pick<ApiClient, 'call'> => ({
  call: ((name: 'saveTrail', input: { body: { openings: { reportId: string; uses: object }[] } }) => {
    const openings = input.body.openings.map((one) =>
      one.reportId === reportId ? { ...one, uses: { ...one.uses, shredded: 1 } } : one,
    );
    return api.call(name, { ...input, body: { ...input.body, openings } } as never);
  }) as ApiClient['call'],
});

test('an opening that the server will never take is logged, and does not hold back the others', async () => {
  const { token, officer } = await agency.signedIn();
  const [bad, good, later] = [await agency.file(), await agency.file(), await agency.file()];
  const cache = filledCache();
  const logged: string[] = [];
  const api = createApi({ server: agency.url, token: () => token });
  const push = createTrailPush({
    stores: cache,
    api: asNewer(api, bad.id),
    log: (event) => void logged.push(event),
    now: () => new Date(),
  });
  const note = ({ id: reportId }: { id: string }) =>
    write(cache.db, (tx) =>
      cache.trail.note(tx, {
        id: randomUUID(),
        reportId,
        use: 'opened',
        slot: 1,
        at: new Date().toISOString(),
        offline: false,
      }),
    );
  note(bad);
  note(good);
  await push(new AbortController().signal);
  note(later);
  await push(new AbortController().signal);
  const rows = await agency.deps.db
    .selectFrom('opening')
    .select('report_id')
    .where('officer_id', '=', officer.id)
    .execute();
  expect(new Set(rows.map(({ report_id }) => report_id))).toEqual(new Set([good.id, later.id]));
  expect(logged).toEqual(['trail.refused', 'trail.given_up']);
  api.close();
});
