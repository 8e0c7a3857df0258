import { countReports, decodeCursor, encodeCursor, type Page, readChanges } from '../db/changes.ts';
import { feedEpoch } from '../db/epoch.ts';
import { JsonList } from '../db/json-list.ts';
import type { Db } from '../db/open.ts';
import type { LongPollHub } from './long-poll-hub.ts';

export type FeedQuery = { after?: string | undefined; wait: number; limit: number };

export type ChangeFeed = {
  /**
   * Returns the page as JSON, or an empty page after waiting `wait` seconds. `gone` ends the wait when the client
   * disconnects. `mayStill` is called every five seconds during the wait, and whenever sessions are ended. It throws
   * when the caller's session is over.
   */
  read: (query: FeedQuery, gone: AbortSignal, mayStill?: () => Promise<void>) => Promise<Buffer>;
};

const RECHECK_MS = 5_000;
/**
 * A timer counts from the start of its event loop turn, so when measured with `performance.now()`, it may fire slightly
 * early.
 */
const EARLY_MS = 100;
/** How long, in milliseconds, an empty page is reused for all clients that start waiting at the same cursor. */
const NOTHING_NEW_MS = 1_000;
/** Maximum number of pages read at the same time: each takes a few megabytes until it has been sent. */
const MOST_PAGES = 4;
const HELD_BACK_MS = 50;
const MOST_HELD_BACK_MS = 500;

export function changeFeed(db: Db, room: LongPollHub): ChangeFeed {
  // Pages being read. Many workstations wait at the same cursor, so one read serves them all. The key includes the hub's
  // generation, so no one gets a page whose read began before the latest change was announced.
  const reading = new Map<string, Promise<SharedPage>>();

  // The last empty page. Clients woken by the same change return together to wait at the same cursor, so it can serve all
  // of them.
  let nothingNew: { key: string; at: number; shared: SharedPage } | null = null;
  const turns = exclusively(Array.from({ length: MOST_PAGES }, () => new JsonList()));
  const keyOf = (after: string | undefined, limit: number) => `${room.generation} ${limit} ${after ?? ''}`;

  const readOnce = (after: string | undefined, limit: number): Promise<SharedPage> => {
    const key = keyOf(after, limit);
    const begun = reading.get(key);
    if (begun !== undefined) return begun;
    const shared = turns((list) => readPage(db, after, limit, list))
      .then((made) => {
        const { empty, heldBack } = made.page;
        if (empty && !heldBack) nothingNew = { key, at: performance.now(), shared: made };
        return made;
      })
      .finally(() => reading.delete(key));
    reading.set(key, shared);
    return shared;
  };

  /**
   * For clients that will wait, an empty page may be reused: any change since it was read wakes all of them and
   * increments the generation, so the key no longer matches.
   */
  const readToWait = async (after: string | undefined, limit: number): Promise<SharedPage> =>
    nothingNew?.key === keyOf(after, limit) && performance.now() - nothingNew.at < NOTHING_NEW_MS
      ? nothingNew.shared
      : readOnce(after, limit);

  return {
    read: async ({ after, wait, limit }, gone, mayStill = async () => {}) => {
      let asked = performance.now();
      let { sessions } = room;
      const until = Date.now() + wait * 1000;
      let { generation } = room;
      let shared = await (wait > 0 ? readToWait : readOnce)(after, limit);
      let { page } = shared;
      const { policyVersion } = page;
      let held = HELD_BACK_MS;
      while (page.empty && page.policyVersion === policyVersion && !gone.aborted && !room.closed) {
        const rest = until - Date.now();
        if (rest <= 0) break;
        // Changes held back by an older open transaction are not announced again, so check again.
        held = page.heldBack ? Math.min(held * 1.5, MOST_HELD_BACK_MS) : HELD_BACK_MS;
        if (page.heldBack) room.wakeIn(held);
        // A change announced while the page was being read woke no one, so check for it now instead of at the next
        // wake-up.
        if (room.generation === generation) await room.wait(Math.min(rest, RECHECK_MS), gone);
        if (room.sessions !== sessions || performance.now() - asked >= RECHECK_MS - EARLY_MS) {
          ({ sessions } = room);
          await mayStill();
          asked = performance.now();
        }
        ({ generation } = room);
        shared = await readOnce(after, limit);
        ({ page } = shared);
      }
      return shared.bytes;
    },
  };
}

/**
 * Limits concurrency to the number of `places`. Each call of `run` has exclusive use of one of them; other callers wait.
 */
function exclusively<P>(places: P[]): <T>(run: (place: P) => Promise<T>) => Promise<T> {
  const free = [...places];
  const waiting: ((place: P) => void)[] = [];
  return async (run) => {
    const place = free.pop() ?? (await new Promise<P>((resolve) => waiting.push(resolve)));
    try {
      return await run(place);
    } finally {
      // Hand the place directly to the next waiter, so no new caller gets ahead of it.
      const next = waiting.shift();
      if (next === undefined) free.push(place);
      else next(place);
    }
  };
}

/** The fields of a page that are checked here, and the serialized page that callers receive. */
type SharedPage = { page: Pick<Page, 'empty' | 'heldBack' | 'policyVersion'>; bytes: Buffer };

async function readPage(db: Db, after: string | undefined, limit: number, list: JsonList): Promise<SharedPage> {
  list.clear();
  // Before the rows: if the epoch changes in between, this page's cursor is refused, instead of skipping something.
  const start = decodeCursor(after, await feedEpoch(db));
  const { cursor, reports, pairs, removed, more, ...page } = await readChanges(db, start, limit, list);
  const { policyVersion, heldBack } = page;
  const total = after === undefined ? await countReports(db) : null;
  const rest = { removed, cursor: encodeCursor(cursor), more, total, policyVersion, heldBack };
  const bytes = Buffer.concat([
    Buffer.from('{"reports":['),
    reports.bytes,
    Buffer.from('],"pairs":['),
    pairs.bytes,
    Buffer.from('],'),
    Buffer.from(JSON.stringify(rest).slice(1)),
  ]);
  return { page, bytes };
}
