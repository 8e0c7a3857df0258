import type { ApiClient } from '../api/client.ts';
import { cursorOfNext, type OpenPage, openPage } from './page.ts';

/** Small enough that parsing one page blocks the thread for only about a millisecond. */
const PAGE = 100;
/** A page that has been requested. */
type Asked = { after: string | null; bytes: Promise<Buffer>; signal: AbortSignal };
/** Pages to prefetch while one is being stored, so that network and storage do not wait for each other. */
const AHEAD = 2;

/** Fetches the pages of the change feed, and prefetches the next ones while one is being stored. */
export function createPageReader(api: ApiClient) {
  /** Prefetched pages after the one being stored, in order. */
  let ahead: Asked[] = [];

  /** Fetches the page after a cursor; a null cursor means the first page. */
  async function after(cursor: string | null, wait: number, signal: AbortSignal): Promise<OpenPage> {
    const [next] = ahead;
    try {
      // An aborted long poll also aborts its prefetches; those pages are requested again.
      if (next !== undefined && next.after === cursor && !next.signal.aborted) {
        const bytes = await next.bytes;
        ahead.shift();
        goOn(signal);
        return openPage(bytes);
      }
      ahead = [];
      return openPage(await fetchPage(cursor, wait, signal));
    } catch (error) {
      ahead = [];
      throw error;
    }
  }

  /** Starts prefetching, unless it is already in progress. */
  function prefetch(cursor: string, signal: AbortSignal): void {
    if (ahead.length === 0) fetchAhead(cursor, signal);
  }

  function fetchAhead(cursor: string, signal: AbortSignal): void {
    const bytes = fetchPage(cursor, 0, signal);
    // The code that awaits the page handles the failure. This handler only prevents an unhandled rejection, which would
    // end the thread.
    bytes.catch(() => undefined);
    ahead.push({ after: cursor, bytes, signal });
    goOn(signal);
  }

  /** Prefetches the page after the most recently requested one as soon as its cursor is known. */
  function goOn(signal: AbortSignal): void {
    const last = ahead.at(-1);
    if (last === undefined || ahead.length >= AHEAD) return;
    last.bytes.then(
      (bytes) => {
        const cursor = cursorOfNext(bytes);
        if (cursor !== null && ahead.at(-1) === last && ahead.length < AHEAD) fetchAhead(cursor, signal);
      },
      () => undefined,
    );
  }

  function fetchPage(cursor: string | null, wait: number, signal: AbortSignal): Promise<Buffer> {
    return api.bytes('changes', {
      query: { limit: PAGE, wait, ...(cursor === null ? {} : { after: cursor }) },
      signal,
      heldMs: wait * 1000,
    });
  }

  return { after, prefetch };
}
