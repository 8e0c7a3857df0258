import { createInterface } from 'node:readline';
import { createApi } from '#electron/api/client.ts';
import { cityBoundary } from '#electron/boundary.ts';
import { startCheckpointer } from '#electron/checkpointer.ts';
import { openCache } from '#electron/db/open.ts';
import { createStores } from '#electron/db/stores.ts';
import { createLinker } from '#electron/duplicates/link-report.ts';
import { createPull } from '#electron/sync/pull.ts';
import { screen } from '#shared/screening/hints.ts';
import { deskOrder } from '../helpers/desk-lines.ts';

/*
 * The real pull over a full cache, in a process of its own, so that nobody else's garbage is counted as its slice. For
 * each line that it reads it pulls all there is and says how long that took and how long it held the thread at most.
 */

const { open } = deskOrder.parse(JSON.parse(process.argv[2] ?? ''));
const cache = createStores(openCache(open));
const checkpointer = startCheckpointer(open, cache.db, () => {});
const api = createApi({ server: open.server, token: () => open.token });
const linker = createLinker(cache);
const pull = createPull({
  stores: cache,
  api,
  keep: ({ report, json }, policy, generation) => {
    const hints = screen(report, cityBoundary, policy?.agency.city ?? null).length;
    const seq = cache.reports.save(report, policy, hints, generation, json);
    if (seq !== null) linker.link(seq);
  },
  decided: linker.decided,
  unlink: linker.unlink,
  begins: () => {
    throw new Error('the cache was to be full');
  },
  announce: () => {},
  makeRoom: checkpointer.makeRoom,
  now: () => new Date(),
});

async function pullAll(): Promise<{ ms: number; longest: number }> {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const watch = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (watching) setImmediate(watch);
  };
  watch();
  const started = performance.now();
  for (let more = true; more; ) ({ more } = await pull.step(0, new AbortController().signal));
  const ms = performance.now() - started;
  watching = false;
  return { ms, longest };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'pull') console.log(JSON.stringify(await pullAll()));
}
api.close();
await checkpointer.close();
cache.db.close();
