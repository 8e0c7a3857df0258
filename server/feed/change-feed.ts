import { countReports, decodeCursor, encodeCursor, type Page, readChanges } from '../db/changes.ts';
import type { Db } from '../db/open.ts';
import type { WaitingRoom } from './waiting-room.ts';

export type FeedQuery = { after?: string | undefined; wait: number; limit: number };

export type ChangeFeed = {
  /** The page as JSON text, or after `wait` seconds an empty one. `gone` ends the wait of a caller who left. */
  read: (query: FeedQuery, gone: AbortSignal) => Promise<string>;
};

const RECHECK_MS = 5_000;
const HELD_BACK_MS = 50;
const MOST_HELD_BACK_MS = 500;

/** @param epoch what `settleEpoch` answered when this process started. */
export function changeFeed(db: Db, room: WaitingRoom, epoch: string): ChangeFeed {
  // Many workstations wait at the same cursor: one of them reads the page for all. The key carries the room's
  // generation, so that nobody is handed a page that was begun before the news came.
  const reading = new Map<string, Promise<Page>>();

  const readOnce = (after: string | undefined, limit: number): Promise<Page> => {
    const key = `${room.generation} ${limit} ${after ?? ''}`;
    const begun = reading.get(key);
    if (begun !== undefined) return begun;
    const page = readChanges(db, decodeCursor(after, epoch), limit).finally(() => reading.delete(key));
    reading.set(key, page);
    return page;
  };

  return {
    read: async ({ after, wait, limit }, gone) => {
      const until = Date.now() + wait * 1000;
      let page = await readOnce(after, limit);
      const { policyVersion } = page;
      let held = HELD_BACK_MS;
      while (page.empty && page.policyVersion === policyVersion && !gone.aborted && !room.closed) {
        const rest = until - Date.now();
        if (rest <= 0) break;
        // What an older open transaction holds back comes without another announcement, so it is looked for again.
        held = page.heldBack ? Math.min(held * 1.5, MOST_HELD_BACK_MS) : HELD_BACK_MS;
        if (page.heldBack) room.lookAgainIn(held);
        await room.wait(Math.min(rest, RECHECK_MS), gone);
        page = await readOnce(after, limit);
      }
      const total = after === undefined ? await countReports(db) : null;
      return toJson(page, total);
    },
  };
}

function toJson(page: Page, total: number | null): string {
  const { reports, pairs, removed, more, policyVersion } = page;
  const cursor = encodeCursor(page.cursor);
  return `{"reports":[${reports.join(',')}],"pairs":[${pairs.join(',')}],"removed":${JSON.stringify(removed)},"cursor":"${cursor}","more":${more},"total":${total},"policyVersion":${policyVersion}}`;
}
