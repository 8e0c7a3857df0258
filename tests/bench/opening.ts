import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { unwrap, wrap } from '#electron/main/session/wrap.ts';
import { createApi } from '#electron/worker/api/client.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import { modelInForce } from '#electron/worker/duplicates/take-model.ts';
import { createReportViews } from '#electron/worker/report-views.ts';
import { createTrail } from '#electron/worker/trail.ts';
import { aKey, temporaryFolder } from '../helpers/cache.ts';
import { fillCache } from '../helpers/desk-cache.ts';
import { type Bench, type Figure, figure, printed, quantile } from './figure.ts';

const FULL = 100_000;
const QUICK = 2_000;
const OPENINGS = 2_000;
/** SQLite cache size while the reports are written, so that no page is read twice. */
const ROOM_KIB = 512 * 1024;

/**
 * Measures what opening a report costs the worker with and without the trail row that is stored first. The officer's
 * wait is measured in `desk`.
 */
export const opening: Bench = async ({ quick, seed }) => {
  const count = quick ? QUICK : FULL;
  const folder = temporaryFolder();
  const file = { path: join(folder.path, 'cache.db'), keyHex: aKey() };
  const filling = createStores(openCache(file));
  filling.db.pragma(`cache_size = -${ROOM_KIB}`);
  await fillCache(filling, { count, seed });
  filling.db.close();

  const stores = createStores(openCache(file));
  const log = () => {};
  const linker = createLinker(stores, modelInForce(stores.meta), log);
  // Every report is in the cache, so nothing is requested.
  const api = createApi({
    server: 'http://127.0.0.1:9',
    token: () => null,
    renew: () => Promise.resolve(),
    revoked: () => {},
    now: () => Date.now(),
  });
  const { view, hintsOf } = createReportViews({ stores, api, linker, boundaryOf: () => null });
  // Each report stays open for some seconds, which are stored when the next one is opened.
  let seconds = 0;
  const now = () => new Date(Date.now() + 4_000 * seconds++);
  const trail = createTrail({
    stores,
    hintsOf,
    policy: stores.policy.current,
    phase: () => 'online',
    aheadMs: api.aheadMs,
    now,
  });
  const ids = stores.db
    .prepare<[number], string>('SELECT id FROM queue ORDER BY random() LIMIT ?')
    .pluck()
    .all(2 * OPENINGS);
  const [without, withTrail]: [number[], number[]] = [[], []];
  // Alternates, so that both run under the same load.
  ids.forEach((id, n) => {
    const started = performance.now();
    if (n % 2 === 1) trail.note(id, 'opened');
    view(id);
    (n % 2 === 1 ? withTrail : without).push(performance.now() - started);
  });
  api.close();
  stores.db.close();
  folder.remove();
  return [
    await unlocking(quick),
    ...[0.5, 0.95].map((q) =>
      figure(`open a report in the worker, ${q === 0.5 ? 'median' : 'p95'}`, quantile(withTrail, q), 'ms', {
        wanted: printed,
        full: !quick,
        peer: { name: 'without the trail', value: quantile(without, q) },
      }),
    ),
  ];
};

/**
 * Measures what unlocking the cache's key with a password costs: argon2id, as sign-in and the lock screen derive it.
 */
async function unlocking(quick: boolean): Promise<Figure> {
  const owner = { server: 'https://p2c.example.gov', officerId: 'bench' };
  const half = randomBytes(32);
  const at = new Date().toISOString();
  const state = { failures: 0, firstFailureAt: null, tries: 0, signedInAt: at, newestAt: at };
  const file = await wrap(randomBytes(32), 'a password of eight words', half, owner, state);
  const took: number[] = [];
  for (let n = 0; n < (quick ? 3 : 20); n += 1) {
    const started = performance.now();
    await unwrap(file, 'a password of eight words', half, owner);
    took.push(performance.now() - started);
  }
  const { memoryKib, passes, lanes } = file.lock.kdf;
  const name = `unlock with a password (argon2id, ${memoryKib / 1024} MiB, ${passes} passes, ${lanes} lane), median`;
  return figure(name, quantile(took, 0.5), 'ms', { wanted: printed, full: !quick });
}
