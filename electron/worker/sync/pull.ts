import { setImmediate as turn } from 'node:timers/promises';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { ApiClient } from '../api/client.ts';
import { writeInSlices } from '../db/sliced-writes.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, write } from '../db/write.ts';
import { cursorOfNext, type OpenPage, openPage } from './page.ts';
import { conflictsOfSameNumber } from './same-number.ts';

export type PullDeps = {
  stores: Stores;
  api: ApiClient;
  /** Stores one report with its hints and links; runs inside the transaction of a slice. */
  keep: (tx: Tx, report: Report, policy: Policy | null, generation: number) => void;
  /** Somebody decided about these reports; runs inside the pull's transaction. */
  decided: (tx: Tx, reportIds: readonly string[]) => void;
  unlink: (tx: Tx, seq: number) => void;
  announce: (topic: Topic) => void;
  /** Told, within its transaction, that everything is pulled from the beginning. */
  begins: (tx: Tx) => void;
  /** Ends when the cache's log has room for more (checkpointer.ts). */
  makeRoom: () => Promise<void>;
  now: () => Date;
};

/** So few that finding the reports of one page holds the thread for about a millisecond. */
const PAGE = 100;
/** A page that was asked for, as it comes. */
type Asked = { after: string | null; bytes: Promise<Buffer>; signal: AbortSignal };
/** So many pages are there or on their way while one is stored: neither side waits for the other's slow moments. */
const AHEAD = 2;
/** A quarter of a frame; a page takes some eight of them, and its commit about two more. */
const SLICE_MS = 4;
const TOGETHER = 8;
const LONGEST_WAIT_S = 25;

/** Whether a page changed anything, whether decisions do not fit what it brought, and why it could not be read to its end. */
type Stored = { changed: boolean; conflicts: boolean; unreadable: unknown };

/** What a page was: whether more lies ready, and whether it brought anything. */
export type Pulled = { more: boolean; changed: boolean };

/**
 * Brings the cache up to the server's state, a page at a time. A page is stored in slices of a few milliseconds, so that no
 * question to the cache waits for more than one of them, and is committed as a whole unless somebody else must write; the
 * cursor moves with its last slice. A pull that is killed in between asks for the same page again and writes the same over
 * it, so it goes on where it was.
 * While one page is stored the next ones are on their way.
 *
 * When the server no longer knows the cursor (it was restored or replaced), everything is pulled again *in place*: the
 * old reports stay to be read, each page writes over them, and what the whole pull did not bring is removed with its
 * last page, before the new cursor counts. So the queue never vanishes and never stays a mixture.
 */
export function createPull(deps: PullDeps) {
  const { stores, api, announce } = deps;
  const { meta } = stores;

  /** The pages after the one that is being stored, in their order. */
  let ahead: Asked[] = [];

  /** @param heard told when the server gave the page, before it is stored. */
  async function step(waitSeconds: number, signal: AbortSignal, heard: () => void = () => {}): Promise<Pulled> {
    if (meta.cursor.get() === null && meta.pullDone.get() === null) beginWholePull();
    const page = await nextPage(Math.min(waitSeconds, LONGEST_WAIT_S), signal);
    heard();
    // To find its reports took a part of a slice's time already.
    await turn();
    const policy = await policyFor(page.policyVersion, signal);
    if (page.more && ahead.length === 0) fetchAhead(page.cursor, signal);
    const stored = await inSlices((tx) => store(tx, page, policy)).catch((error: unknown) => {
      // What was seen of the page may be gone again.
      announce('reports');
      throw error;
    });
    const changed = stored?.changed === true;
    if (changed) announce('reports');
    if (stored?.conflicts === true) announce('outbox');
    if (stored !== undefined && stored.unreadable !== null) throw stored.unreadable;
    return { more: page.more, changed };
  }

  /** Does piece by piece what holds nobody up for longer than a slice; answers with what it ends with. */
  async function inSlices<T>(begin: (tx: Tx) => Generator<undefined, T>): Promise<T | undefined> {
    let end: T | undefined;
    let pieces: Generator<undefined, T> | null = null;
    const piece = (tx: Tx): boolean => {
      pieces ??= begin(tx);
      const one = pieces.next();
      if (one.done === true) end = one.value;
      return one.done !== true;
    };
    await writeInSlices(stores.db, piece, { budgetMs: SLICE_MS, together: TOGETHER, makeRoom: deps.makeRoom });
    return end;
  }

  function beginWholePull(): void {
    write(stores.db, (tx) => {
      meta.cursor.set(tx, null);
      meta.generation.set(tx, (meta.generation.get() ?? 0) + 1);
      meta.pullDone.set(tx, 0);
      meta.pullTotal.set(tx, null);
      // A server that was put back counts on from there: the number of a policy may come again with another text.
      stores.policy.outdate(tx);
      deps.begins(tx);
    });
  }

  async function nextPage(wait: number, signal: AbortSignal): Promise<OpenPage> {
    const after = meta.cursor.get();
    const [next] = ahead;
    try {
      // A wait for news that was given up took along what it had asked for: that is asked for again.
      if (next !== undefined && next.after === after && !next.signal.aborted) {
        const bytes = await next.bytes;
        ahead.shift();
        goOn(signal);
        return openPage(bytes);
      }
      ahead = [];
      return openPage(await fetchPage(after, wait, signal));
    } catch (error) {
      ahead = [];
      if (!(error instanceof AppError) || error.code !== 'cursor_expired') throw error;
      beginWholePull();
      return openPage(await fetchPage(null, 0, signal));
    }
  }

  function fetchAhead(after: string, signal: AbortSignal): void {
    const bytes = fetchPage(after, 0, signal);
    // Whoever takes it hears of its failure; when nobody does, there is nothing to hear, and a thread must not end of it.
    bytes.catch(() => undefined);
    ahead.push({ after, bytes, signal });
    goOn(signal);
  }

  /** Asks for the page after the last that was asked for, as soon as that tells where it begins. */
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

  function fetchPage(after: string | null, wait: number, signal: AbortSignal): Promise<Buffer> {
    return api.bytes('changes', {
      query: { limit: PAGE, wait, ...(after === null ? {} : { after }) },
      signal,
      timeoutMs: (wait + 10) * 1000,
    });
  }

  /** Titles in the lists come from the policy, so it is fetched before the page that names a new version is stored. */
  async function policyFor(version: number, signal: AbortSignal): Promise<Policy | null> {
    return stores.policy.version() === version ? stores.policy.current() : takePolicy(signal);
  }

  /** Takes the policy in force. */
  async function takePolicy(signal: AbortSignal): Promise<Policy> {
    const before = stores.policy.current();
    const policy = await api.call('policy', { signal });
    if (policy.version === stores.policy.version()) return policy;
    await inSlices((tx) => adopt(tx, before, policy));
    announce('policy');
    announce('reports');
    return policy;
  }

  /** The policy counts with its last title: when that is not reached, it is taken once more. */
  function* adopt(tx: Tx, before: Policy | null, policy: Policy): Generator<undefined, void> {
    yield* stores.reports.retitle(tx, before, policy);
    stores.policy.save(tx, policy);
  }

  /** Stores a page piece by piece, up to a report that cannot be read: those before it stand, and the cursor stays. */
  function* store(tx: Tx, page: OpenPage, policy: Policy | null): Generator<undefined, Stored> {
    const whole = meta.pullDone.get();
    const generation = meta.generation.get() ?? 1;
    const isAgain = meta.isRefilling();
    let swept = 0;
    let conflicts = false;
    for (let at = 0; at < page.count; at += 1) {
      let report: Report;
      try {
        report = page.report(at);
      } catch (error) {
        return { changed: at > 0, conflicts, unreadable: error };
      }
      if (isAgain && conflictsOfSameNumber(tx, stores, report, generation)) conflicts = true;
      deps.keep(tx, report, policy, generation);
      yield;
    }
    for (const pair of page.pairs) {
      stores.pairs.save(tx, pair, generation);
      deps.decided(tx, pair.reports);
      yield;
    }
    for (const id of page.removed) {
      swept += forget(tx, id) ? 1 : 0;
      yield;
    }
    // What was changed while it was pulled may be held back from the last page, and is not gone: the next one brings it.
    const unfinished = page.more || page.heldBack;
    if (whole !== null && !unfinished) {
      for (let seq = stores.reports.stale(generation); seq !== null; seq = stores.reports.stale(generation)) {
        drop(tx, seq);
        swept += 1;
        yield;
      }
      for (const pair of stores.pairs.dropStale(tx, generation)) deps.decided(tx, pair.reports);
    }
    meta.cursor.set(tx, page.cursor);
    meta.lastPullAt.set(tx, deps.now().toISOString());
    if (whole !== null) {
      meta.pullDone.set(tx, unfinished ? whole + page.count : null);
      if (page.total !== null || !unfinished) meta.pullTotal.set(tx, unfinished ? page.total : null);
    }
    // The end of a whole pull is news by itself: what was put off until then begins.
    const ends = whole !== null && !unfinished;
    return { changed: page.count > 0 || page.pairs.length > 0 || swept > 0 || ends, conflicts, unreadable: null };
  }

  /** Drops a report that the agency no longer keeps; an act that waits for it will be refused, and is shown so. */
  function forget(tx: Tx, id: string): boolean {
    const seq = stores.reports.seqOf(id);
    if (seq !== null) drop(tx, seq);
    return seq !== null;
  }

  function drop(tx: Tx, seq: number): void {
    deps.unlink(tx, seq);
    stores.reports.remove(tx, seq);
  }

  return { step, takePolicy, isWhole: meta.isFilling, isAgain: meta.isRefilling };
}
