import { countReports, decodeCursor, encodeCursor, type Page, readChanges } from '../db/changes.ts';
import type { Db } from '../db/open.ts';
import type { WaitingRoom } from './waiting-room.ts';

export type FeedQuery = { after?: string | undefined; wait: number; limit: number };

export type ChangeFeed = {
  /** The page as JSON, or after `wait` seconds an empty one. `gone` ends the wait of a caller who left. */
  read: (query: FeedQuery, gone: AbortSignal) => Promise<Buffer>;
};

const RECHECK_MS = 5_000;
const HELD_BACK_MS = 50;
const MOST_HELD_BACK_MS = 500;

/** @param epoch what `settleEpoch` answered when this process started. */
export function changeFeed(db: Db, room: WaitingRoom, epoch: string): ChangeFeed {
  // Many workstations wait at the same cursor: one of them reads the page for all. The key carries the room's
  // generation, so that nobody is handed a page that was begun before the news came.
  const reading = new Map<string, Promise<SharedPage>>();

  const readOnce = (after: string | undefined, limit: number): Promise<SharedPage> => {
    const key = `${room.generation} ${limit} ${after ?? ''}`;
    const begun = reading.get(key);
    if (begun !== undefined) return begun;
    const shared = readChanges(db, decodeCursor(after, epoch), limit)
      .then((page) => ({ page, bytes: null }))
      .finally(() => reading.delete(key));
    reading.set(key, shared);
    return shared;
  };

  return {
    read: async ({ after, wait, limit }, gone) => {
      const until = Date.now() + wait * 1000;
      let shared = await readOnce(after, limit);
      let { page } = shared;
      const { policyVersion } = page;
      let held = HELD_BACK_MS;
      while (page.empty && page.policyVersion === policyVersion && !gone.aborted && !room.closed) {
        const rest = until - Date.now();
        if (rest <= 0) break;
        // What an older open transaction holds back comes without another announcement, so it is looked for again.
        held = page.heldBack ? Math.min(held * 1.5, MOST_HELD_BACK_MS) : HELD_BACK_MS;
        if (page.heldBack) room.lookAgainIn(held);
        await room.wait(Math.min(rest, RECHECK_MS), gone);
        shared = await readOnce(after, limit);
        ({ page } = shared);
      }
      if (after === undefined) return toJson(page, await countReports(db));
      shared.bytes ??= toJson(page, null);
      return shared.bytes;
    },
  };
}

/** A page, and its bytes as soon as one of those who share it needs them. */
type SharedPage = { page: Page; bytes: Buffer | null };

function toJson(page: Page, total: number | null): Buffer {
  const { reports, pairs, removed, more, policyVersion } = page;
  const cursor = encodeCursor(page.cursor);
  return Buffer.from(
    `{"reports":[${reports.join(',')}],"pairs":[${pairs.join(',')}],"removed":${JSON.stringify(removed)},"cursor":"${cursor}","more":${more},"total":${total},"policyVersion":${policyVersion}}`,
  );
}
