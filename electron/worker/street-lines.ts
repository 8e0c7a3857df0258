import { z } from 'zod';
import { doMeet, type MapPart, partOf } from '#shared/domain/street-geometry.ts';
import { type StreetLine, streetLines } from '#shared/domain/street-lines.ts';
import { errorShape } from '#shared/errors.ts';
import type { Log } from '../common/log.ts';
import type { ApiClient } from './api/client.ts';
import type { Stores } from './db/stores.ts';
import { write } from './db/write.ts';

const kept = z.object({ version: z.string(), lines: streetLines });
type Street = { line: StreetLine; part: MapPart };

/** How often to check the server for a new file. Streets change rarely, and an update is never urgent. */
const AGAIN_MS = 3_600_000;
const RETRY_MS = 60_000;

export type Streets = { in: (part: MapPart) => Promise<StreetLine[]> };

/**
 * The agency's streets, cached so that the map has them offline too. Only a window that shows a map requests them: the
 * first request waits for the server; later ones return the cached streets while the server is checked.
 */
export function createStreets(deps: {
  stores: Pick<Stores, 'db' | 'meta'>;
  api: Pick<ApiClient, 'call'>;
  log: Log;
}): Streets {
  const { stores, api, log } = deps;
  let version = '';
  let streets: readonly Street[] | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();

  function use(next: string, lines: readonly StreetLine[]): void {
    version = next;
    streets = lines.map((line) => ({ line, part: partOf(line) }));
  }

  function read(): void {
    const found = kept.safeParse(JSON.parse(stores.meta.streetLines.get() ?? 'null'));
    use(found.data?.version ?? '', found.data?.lines ?? []);
  }

  async function ask(): Promise<void> {
    try {
      const { version: newest, lines } = await api.call('streetLines', { query: { known: version } });
      if ((newest ?? '') === version) return;
      write(stores.db, (tx) =>
        stores.meta.streetLines.set(
          tx,
          newest === null ? null : JSON.stringify({ version: newest, lines: lines ?? [] }),
        ),
      );
      use(newest ?? '', lines ?? []);
    } catch (error) {
      askedAt += RETRY_MS - AGAIN_MS;
      log('map.no_streets', { code: errorShape(error).code });
    }
  }

  return {
    in: async (part) => {
      if (streets === null) read();
      if (performance.now() - askedAt > AGAIN_MS) {
        askedAt = performance.now();
        asking = ask();
      }
      if (version === '') await asking;
      return (streets ?? []).filter((one) => doMeet(one.part, part)).map(({ line }) => line);
    },
  };
}
