import { setImmediate as turn } from 'node:timers/promises';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import { writeInSlices } from '../db/sliced-writes.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, write } from '../db/write.ts';
import { isUnreadable } from './failed-try.ts';
import type { OpenPage } from './page.ts';
import { createPageReader } from './page-reader.ts';
import { conflictsOfSameNumber } from './same-number.ts';

export type PullDeps = {
  stores: Stores;
  api: ApiClient;
  /** Stores one report with its hints and links. Runs inside a slice's transaction. */
  keep: (tx: Tx, report: Report, policy: Policy | null, generation: number) => void;
  /** Called, in the pull's transaction, with the IDs of reports in a pair whose decision changed. */
  decided: (tx: Tx, reportIds: readonly string[]) => void;
  unlink: (tx: Tx, seq: number) => void;
  announce: (topic: Topic) => void;
  /** Called inside the transaction that restarts the pull from the beginning. */
  begins: (tx: Tx) => void;
  /** Resolves when the cache's write-ahead log has room (checkpointer.ts). */
  makeRoom: () => Promise<void>;
  now: () => Date;
};

/**
 * Length of a slice in milliseconds: a quarter of a frame. Storing a page takes about eight slices and committing it
 * about two more.
 */
const SLICE_MS = 4;
const TOGETHER = 8;
const LONGEST_WAIT_S = 25;
/** After a rollback, each workstation starts pulling all reports again within this time. */
export const MOST_REFILL_DELAY_MS = 5 * 60_000;

/**
 * Whether a page changed anything, whether it conflicts with local decisions, and the error, if any, that kept it from
 * being read completely.
 */
type Stored = { changed: boolean; conflicts: boolean; unreadable: unknown };

/** Result of one pull step: whether more pages are ready, and whether this step changed anything. */
export type Pulled = { more: boolean; changed: boolean };

/**
 * Brings the cache up to date with the server, one page at a time. A page is stored in slices of a few milliseconds, so
 * that no cache query waits longer than one slice. It is committed as a whole unless another writer needs the database.
 * The cursor advances in the last slice, so after a crash the pull requests the same page again, overwrites the same rows
 * and resumes. The next pages are fetched while one is being stored. If the server no longer knows the cursor (because
 * the server was restored or replaced), everything is pulled again *in place*: old reports stay readable and each page
 * overwrites them. Reports that the full pull did not return are removed with its last page, before the new cursor takes
 * effect. The queue therefore never disappears and never ends up as a mix of old and new.
 */
export function createPull(deps: PullDeps) {
  const { stores, api, announce } = deps;
  const { meta } = stores;
  const pages = createPageReader(api);
  /** The reports that `takeDecided` has asked for during the full pull of this generation. */
  let asked = { generation: 0, ids: new Set<string>() };

  /** @param onAnswer called when the server has returned the page, before it is stored. */
  async function step(waitSeconds: number, signal: AbortSignal, onAnswer: () => void = () => {}): Promise<Pulled> {
    if (meta.cursor.get() === null && meta.pullDone.get() === null) beginWholePull();
    const page = await nextPage(Math.min(waitSeconds, LONGEST_WAIT_S), signal);
    onAnswer();
    // Parsing the page already used part of a slice, so yield first.
    await turn();
    const policy = await policyFor(page.policyVersion, signal);
    if (page.more) pages.prefetch(page.cursor, signal);
    const stored = await inSlices((tx) => store(tx, page, policy)).catch((error: unknown) => {
      // The transaction may have been rolled back, so what the window already shows from this page may be wrong.
      announce('reports');
      throw error;
    });
    const changed = stored?.changed === true;
    if (changed) announce('reports');
    if (stored?.conflicts === true) announce('outbox');
    if (stored !== undefined && stored.unreadable !== null) throw stored.unreadable;
    return { more: page.more, changed };
  }

  /** Runs a long task in slices so that it never blocks longer than one slice. Returns the generator's return value. */
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
      // A server restored from a backup may reuse a policy version number for a different policy.
      stores.policy.outdate(tx);
      deps.begins(tx);
    });
  }

  async function nextPage(wait: number, signal: AbortSignal): Promise<OpenPage> {
    try {
      return await pages.after(meta.cursor.get(), wait, signal);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'cursor_expired') throw error;
      beginWholePull();
      return pages.after(null, 0, signal);
    }
  }

  /**
   * Titles in the queue come from the policy, so a new policy version is fetched before a page that refers to it is
   * stored.
   */
  async function policyFor(version: number, signal: AbortSignal): Promise<Policy | null> {
    return stores.policy.version() === version ? stores.policy.current() : takePolicy(signal);
  }

  /** Fetches and stores the policy in force. */
  async function takePolicy(signal: AbortSignal): Promise<Policy> {
    const before = stores.policy.current();
    const policy = await api.call('policy', { signal });
    if (policy.version === stores.policy.version()) return policy;
    await inSlices((tx) => adopt(tx, before, policy));
    announce('policy');
    announce('reports');
    return policy;
  }

  /**
   * During a repeated full pull, fetches the reports that unsent decisions are about, ahead of their pages: the newest
   * reports come last, and the decisions would wait for all others. Each is asked for once. One that the server no longer
   * has is left to the end of the pull, and one that cannot be read to its page.
   */
  async function takeDecided(signal: AbortSignal): Promise<void> {
    const generation = meta.generation.get() ?? 1;
    if (asked.generation !== generation) asked = { generation, ids: new Set() };
    for (const reportId of stores.outbox.notPulled(generation)) {
      if (signal.aborted) return;
      if (asked.ids.has(reportId)) continue;
      const report = await api.call('report', { params: { reportId }, signal }).catch((error: unknown) => {
        if (error instanceof CallError && (error.code === 'not_found' || isUnreadable(error))) return null;
        throw error;
      });
      asked.ids.add(reportId);
      if (report === null) continue;
      const policy = stores.policy.current();
      const conflicts = write(stores.db, (tx) => {
        const found = conflictsOfSameNumber(tx, stores, report, generation);
        deps.keep(tx, report, policy, generation);
        return found;
      });
      announce('reports');
      if (conflicts) announce('outbox');
    }
  }

  /** Records contact with the server for a role without reports, which never pulls a page. */
  async function noteContact(): Promise<void> {
    await inSlices(function* (tx) {
      meta.lastPullAt.set(tx, deps.now().toISOString());
      yield;
    });
  }

  /**
   * Updates the titles in the queue for a new policy. The policy is saved only after the last title is updated, so if
   * this is interrupted, the policy is fetched again.
   */
  function* adopt(tx: Tx, before: Policy | null, policy: Policy): Generator<undefined, void> {
    yield* stores.reports.retitle(tx, before, policy);
    stores.policy.save(tx, policy);
  }

  /**
   * Stores a page report by report. If a report cannot be read, the reports before it are kept and the cursor does not
   * advance.
   */
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
    // The server may hold back reports that changed during the pull. These are not deleted below, because they come with
    // the next page.
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
    // Report the end of a full pull as a change even if its last page changed nothing, because other work was deferred
    // until then.
    const ends = whole !== null && !unfinished;
    return { changed: page.count > 0 || page.pairs.length > 0 || swept > 0 || ends, conflicts, unreadable: null };
  }

  /**
   * Removes a report that the agency no longer has. If an act on the report is pending, the server will refuse the act,
   * and the refusal is shown to the officer.
   */
  function forget(tx: Tx, id: string): boolean {
    const seq = stores.reports.seqOf(id);
    if (seq !== null) drop(tx, seq);
    return seq !== null;
  }

  function drop(tx: Tx, seq: number): void {
    deps.unlink(tx, seq);
    stores.reports.remove(tx, seq);
  }

  /** Returns the milliseconds until the pull may continue after a rollback (open.ts); otherwise 0. */
  function restMs(): number {
    const until = stores.meta.refillAt.get();
    return until === null || !meta.isFilling()
      ? 0
      : Math.min(Math.max(0, Date.parse(until) - deps.now().getTime()), MOST_REFILL_DELAY_MS);
  }

  return { step, restMs, takePolicy, takeDecided, noteContact, isWhole: meta.isFilling, isAgain: meta.isRefilling };
}
