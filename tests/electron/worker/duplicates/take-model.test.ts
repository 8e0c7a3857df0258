import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { slicedTransaction, write } from '#electron/worker/db/write.ts';
import { startDrain } from '#electron/worker/duplicates/drain.ts';
import { modelInForce, outdateModel, takeModel } from '#electron/worker/duplicates/take-model.ts';
import type { Model } from '#shared/link/model.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { shippedModel } from '../../../helpers/link.ts';

/** Serves any model, including ones that the real agency server would reject. */
let server: Server;
let answer: object = {};
let api: ReturnType<typeof createApi>;
beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = createApi({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: () => 'token' });
});
afterAll(() => {
  api.close();
  server.close();
});

const weaker = (by: number): Model => {
  const model = shippedModel('p2c');
  const hypotheses = model.hypotheses.map((one) =>
    Object.assign({}, one, one.duplicate ? { prior: one.prior - by } : {}),
  );
  return { ...model, version: '2', hypotheses };
};

/** Several people who each reported one incident three times. */
const reports = Array.from({ length: 90 }, (_, i) =>
  aReport({
    serial: i + 1,
    facts: {
      who: { familyName: `Name${i % 30}`, email: `p${i % 30}@example.org`, phone: `860555${1000 + (i % 30)}` },
      where: { address: `${100 + (i % 30)} Park Street`, point: null },
      items: [],
    },
  }),
);
const [first, second, third] = [reports[0], reports[30], reports[60]];

test("another model reweighs everything in slices, and officers' decisions about pairs hold in each slice", async () => {
  const cache = filledCache(reports);
  const [a, b, c] = [first?.id ?? '', second?.id ?? '', third?.id ?? ''];
  cache.decide(a, b, 'not_same');
  cache.decide(a, c, 'same');
  const decided = () =>
    Object.fromEntries(
      cache.linker
        .near()(a)
        .map(({ reportId, state }) => [reportId, state] as const),
    );
  const shown = cache.db.prepare<[string], number>('SELECT duplicates FROM queue WHERE id = ?').pluck();
  const before = cache.linker.duplicates(a).find(({ reportId }) => reportId === c);
  expect(decided()).toEqual({ [b]: 'not_same', [c]: 'same' });
  expect(shown.get(a)).toBe(1);

  answer = { version: 7, model: weaker(2) };
  expect(await takeModel({ api, ...cache })).toBe(true);
  let steps = 0;
  let turns = 0;
  const looked = setInterval(() => {
    turns += 1;
    expect(decided()).toEqual({ [b]: 'not_same', [c]: 'same' });
    expect(shown.get(a)).toBe(1);
  });
  let done = (): void => undefined;
  const over = new Promise<void>((resolve) => (done = resolve));
  const drain = startDrain({
    db: cache.db,
    linker: {
      step: () => {
        steps += 1;
        const now = write(cache.db, (tx) => cache.linker.step(tx));
        if (!now.more) done();
        return now;
      },
    },
    mustWait: () => false,
    shown: () => undefined,
    makeRoom: () => Promise.resolve(),
    log: (event) => expect.unreachable(event),
  });
  drain.poke();
  await over;
  await drain.stop();
  clearInterval(looked);
  // Each report is read and compared, and other work had its turn in between.
  expect(steps).toBeGreaterThan(2 * reports.length);
  expect(turns).toBeGreaterThan(1);

  expect(decided()).toEqual({ [b]: 'not_same', [c]: 'same' });
  expect(shown.get(a)).toBe(1);
  const after = cache.linker.duplicates(a).find(({ reportId }) => reportId === c);
  expect(after?.modelVersion).toMatch(/^2\./);
  expect(after?.weight).toBeLessThan((before?.weight ?? 0) - 1);
  // Pairs that no one decided were reweighed with it too.
  const other = cache.linker.duplicates(reports[1]?.id ?? '');
  expect(other.map(({ modelVersion }) => modelVersion)).toEqual([after?.modelVersion, after?.modelVersion]);
});

test('a new model is saved even if the long-running work open at the time fails', async () => {
  const cache = filledCache(reports.slice(0, 3));
  const work = slicedTransaction(cache.db);
  work.slice((tx) => cache.linker.step(tx));
  answer = { version: 7, model: weaker(2) };
  expect(await takeModel({ api, ...cache })).toBe(true);
  const fails = () => {
    throw new Error('broken off');
  };
  expect(() => work.slice(fails)).toThrow();
  expect(modelInForce(cache.meta)).toEqual(weaker(2));
});

test('after a server restore its model, or none, replaces the old one regardless of version number', async () => {
  const cache = filledCache(reports.slice(0, 3));
  answer = { version: 7, model: weaker(2) };
  await takeModel({ api, ...cache });
  write(cache.db, (tx) => outdateModel(tx, cache.meta));
  expect(modelInForce(cache.meta)).toEqual(weaker(2));
  answer = { version: 7, model: weaker(3) };
  expect(await takeModel({ api, ...cache })).toBe(true);
  expect(modelInForce(cache.meta)).toEqual(weaker(3));
  write(cache.db, (tx) => outdateModel(tx, cache.meta));
  answer = { version: 0, model: null };
  expect(await takeModel({ api, ...cache })).toBe(true);
  expect(modelInForce(cache.meta)).not.toEqual(weaker(3));
  write(cache.db, (tx) => outdateModel(tx, cache.meta));
  expect(await takeModel({ api, ...cache })).toBe(false);
});

test('an inconsistent model is rejected, and the previous one stays in force, even after a restart', async () => {
  const cache = filledCache(reports.slice(0, 61));
  answer = { version: 7, model: weaker(1) };
  await takeModel({ api, ...cache });
  write(cache.db, (tx) => {
    while (cache.linker.step(tx).more);
  });
  const shown = () => cache.linker.duplicates(first?.id ?? '');
  const before = shown();
  expect(before).not.toEqual([]);
  const good = weaker(3);
  const bad: Record<string, unknown> = {
    'a share above one': {
      ...good,
      comparisons: good.comparisons.map((one) => ({ ...one, levels: one.levels.map((level) => ({ ...level, u: 2 })) })),
    },
    'a field that is not there': { ...good, fields: good.fields.slice(1) },
    'too few numbers': { ...good, hypotheses: good.hypotheses.map((one) => ({ ...one, m: { phone: [1] } })) },
    'another format': { ...good, format: 2 },
    'no model': 'weights',
  };
  for (const [what, model] of Object.entries(bad)) {
    answer = { version: 8, model };
    await expect(takeModel({ api, ...cache }), what).rejects.toMatchObject({
      code: 'bad_response',
    });
    expect(modelInForce(cache.meta).hypotheses[0]?.prior, what).toBe(weaker(1).hypotheses[0]?.prior);
    expect(write(cache.db, (tx) => cache.linker.step(tx)).more, what).toBe(false);
    expect(shown(), what).toEqual(before);
  }
  answer = { version: 9, model: null };
  expect(await takeModel({ api, ...cache })).toBe(true);
  expect(modelInForce(cache.meta)).toEqual(shippedModel('p2c'));
});
