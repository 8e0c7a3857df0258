import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { createKeptSameSender } from '#electron/worker/duplicates/kept-same-sender.ts';
import { toSameSenderReport } from '#shared/domain/same-sender-report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';

test('server results that are also cached here say whether they were decided here but not yet sent', async () => {
  const [decided, open, gone] = [aReport({ serial: 1 }), aReport({ serial: 2 }), aReport({ serial: 3 })];
  const cache = filledCache([decided, open]);
  const server = createServer((_, response) => {
    const reports = [decided, open, gone].map(toSameSenderReport);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ reports }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = createApi({ server: url, token: () => 'token' });
  try {
    const keptSameSender = createKeptSameSender(api, cache);
    const unsent = async () => (await keptSameSender(aReport({ serial: 4 }).id)).map((one) => one.unsent);
    expect(await unsent()).toEqual([false, false, false]);
    // Takes the report out of the queue, as a decision does. The server is not asked again.
    rawOf(cache.db).prepare('UPDATE queue SET in_queue = 0 WHERE id = ?').run(decided.id);
    expect(await unsent()).toEqual([true, false, false]);
    // After the decision is sent, the server is not asked again, either.
    const approved = {
      at: '2026-03-09T12:00:00.000Z',
      kind: 'approved',
      by: 'A. Brown',
      note: null,
      letter: null,
    } as const;
    cache.keep({
      ...decided,
      version: 2,
      state: 'approved',
      history: [
        { ...approved, event: { code: 'approved', params: { offenseCode: 'larceny_other', caseNumber: '26-000001' } } },
      ],
    });
    const [now] = await keptSameSender(aReport({ serial: 4 }).id);
    expect(now).toMatchObject({ state: 'approved', outcome: { code: 'approved' }, unsent: false });
  } finally {
    api.close();
    server.close();
  }
});
