import type { Policy } from '#shared/domain/policy.ts';
import type { QueueRequest } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import type { AuditExport } from '#shared/trays.ts';
import { startAfterwards } from './afterwards.ts';
import { createAnswers } from './answers.ts';
import { type ApiClient, createApi } from './api/client.ts';
import { createTokens } from './api/tokens.ts';
import { type Attachments, createAttachments } from './attachments/attachments.ts';
import { startCheckpointer } from './checkpointer.ts';
import { later, wasSetBack } from './clock.ts';
import { act } from './commands/act.ts';
import { cacheState } from './commands/cache-state.ts';
import { colleagues } from './commands/colleagues.ts';
import { compare } from './commands/compare.ts';
import { decidePair, takeBackPair, toPairRow } from './commands/decide-pair.ts';
import { getDraft, putDraft } from './commands/drafts.ts';
import { toOutboxRow } from './commands/outbox-row.ts';
import { previewLetter } from './commands/preview-letter.ts';
import { isLongClosed, purgeClosed } from './commands/purge.ts';
import { createRecovery } from './commands/recover.ts';
import { undo, withdraw } from './commands/take-back.ts';
import { writeAudit } from './commands/write-audit.ts';
import { createLogFlush } from './db/flush-log.ts';
import { type Db, inTransaction, openCache } from './db/open.ts';
import { createStores, type Stores } from './db/stores.ts';
import { undoMs } from './db/undo-time.ts';
import { createKeptRepeats } from './duplicates/kept-repeats.ts';
import { createKeptSent } from './duplicates/kept-sent.ts';
import { createLinker } from './duplicates/link-report.ts';
import { shownRepeats } from './duplicates/other-reports.ts';
import { modelInForce, startTakingModels } from './duplicates/take-model.ts';
import { createJournal } from './journal/journal.ts';
import { openJournalFile } from './journal/journal-file.ts';
import { createRecoveryKey } from './journal/recovery-key.ts';
import type { Log } from './log.ts';
import { startPurging } from './purging.ts';
import { createReportViews } from './report-views.ts';
import { serverCalls } from './server-calls.ts';
import { filesBeside } from './session/officer-files.ts';
import { standpointOf } from './standpoint.ts';
import { createClaims } from './sync/claims.ts';
import { createEngine } from './sync/engine.ts';
import { createPull } from './sync/pull.ts';
import { createPush } from './sync/push.ts';
import { createHintPush } from './sync/push-hints.ts';
import { createPairPush } from './sync/push-pairs.ts';
import { startWalkingAhead } from './walking-ahead.ts';
import type { OpenInput, WorkerHandlers } from './worker-protocol.ts';

export type WorkstationDeps = {
  announce: (topic: Topic) => void;
  needsSignIn: (needed: boolean) => void;
  /** An administrator ended this session: the key of the cache is to be destroyed. */
  revoked: () => void;
  /** People answered what this officer had asked them; told after what they wrote is stored. */
  answered: (trackingNumbers: readonly string[]) => void;
  /** The access token has run out: to be answered with `useToken` or `noToken`. */
  wantToken: (stale: string) => void;
  log: Log;
  /** The city's outline for the hint that a place lies outside it; null where none is loaded. */
  boundary: Ring | null;
  now: () => Date;
  random: () => number;
};

/** One officer's open cache with everything that works on it. */
export type Workstation = {
  calls: WorkerHandlers;
  /** A file of a report, in plain: for the window that shows it, or the place where the officer saves it. */
  readFile: Attachments['read'];
  /** Letters for printing, as one PDF. */
  readPapers: (letterIds: string[]) => Promise<Uint8Array>;
  writeAudit: (path: string) => Promise<AuditExport>;
  useToken: (token: string) => void;
  /** There is no next token, for this reason. */
  noToken: (code: ErrorCode) => void;
  changeSecret: (given: { secret: string; newSecret: string }) => Promise<void>;
  noteTime: () => Promise<undefined>;
  close: () => Promise<void>;
};

/**
 * Opens an officer's cache and starts to keep it in step with the server.
 *
 * It stays open while the window is locked: decisions in their undo time or waiting for the line must go out although
 * the officer is at lunch, and a lock is against whoever sits down at the desk, not against one who reads the memory of
 * a process. Nothing of it reaches the window then, because the main process refuses every channel.
 *
 * @throws AppError cache_unreadable, disk_full, clock_set_back
 */
export function openWorkstation(input: OpenInput, deps: WorkstationDeps): Workstation {
  const db = openCache({ path: input.path, keyHex: input.keyHex });
  try {
    return onCache(input, deps, db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function onCache(input: OpenInput, deps: WorkstationDeps, db: Db): Workstation {
  const { now, random, log } = deps;
  const stores = createStores(db);
  checkClock(stores, input.clockTrusted, now());
  const tokens = createTokens(input.token, deps.wantToken);
  const { needsSignIn, revoked } = deps;
  const api: ApiClient = createApi({ server: input.server, token: tokens.current, renew: tokens.renew, revoked });
  const linker = createLinker(stores, modelInForce(stores.meta), log);
  const keptRepeats = createKeptRepeats(api, stores);
  const keptSent = createKeptSent(api, stores);
  const standpoint = () => standpointOf(input.officer, stores.policy.current(), now());

  const announce = (topic: Topic): void => {
    // Whatever changed the outbox may owe the journal a tombstone.
    if (topic === 'outbox') {
      journal.settleSoon();
      claims.outboxChanged();
    }
    if (topic === 'sync') claims.retry();
    if (topic === 'reports') answers.tell();
    if (topic === 'reports' || topic === 'policy') afterwards.poke();
    deps.announce(topic);
  };
  const answers = createAnswers({
    reports: stores.reports,
    officer: input.officer,
    tell: (numbers) => {
      if (stores.preferences.get().notify) deps.answered(numbers);
    },
  });
  const claims = createClaims({ stores, api, log });
  const recoveryKey = createRecoveryKey({
    stores,
    api,
    onKey: () => {
      journal.catchUp();
      deps.announce('outbox');
    },
  });
  const journal = createJournal({
    stores,
    file: input.journalPath === null ? null : openJournalFile(input.journalPath, now().toISOString()),
    officerId: input.officer.id,
    key: recoveryKey.get,
    log,
  });

  const { hintsOf, standingHints, view, viewFromServer } = createReportViews({
    stores,
    api,
    linker,
    boundary: deps.boundary,
  });
  const keep = (report: Report, policy: Policy | null, generation: number): void => {
    if (isLongClosed(report, policy, now()) && stores.reports.seqOf(report.id) === null) return;
    answers.look(report);
    const seq = stores.reports.save(report, policy, standingHints(report), generation);
    if (seq !== null) linker.link(seq);
  };
  const checkpointer = startCheckpointer(input, db, log);
  const { decided, unlink } = linker;
  // In memory there is no other thread to build them afterwards.
  const begins = input.path === null ? () => undefined : stores.laterIndexes.leaveOut;
  const pull = createPull({
    stores,
    api,
    keep,
    decided,
    unlink,
    begins,
    announce,
    makeRoom: checkpointer.makeRoom,
    now,
  });
  const afterwards = startAfterwards({
    stores,
    linker,
    pull,
    checkpointer,
    shown: () => deps.announce('reports'),
    log,
  });
  const walking = startWalkingAhead(stores.queue.ahead);
  const models = startTakingModels({ api, meta: stores.meta, linker }, { taken: afterwards.poke, log });
  const flush = createLogFlush(db, input.path);
  const { mayWrite } = checkpointer;
  const acts = createPush({ stores, api, keep, announce, writeThrough: flush.through, mayWrite, now, random });
  const tellHints = createHintPush({ stores, api });
  const pairs = createPairPush({
    stores,
    api,
    decided: linker.decided,
    announce,
    writeThrough: flush.through,
    mayWrite,
    now,
    random,
  });
  const push = {
    release: acts.release,
    round: async (signal: AbortSignal) => {
      await acts.round(signal);
      await pairs(signal);
      await tellHints(signal);
    },
  };
  const engine = createEngine({ stores, pull, push, announce, mayWrite, needsSignIn, log, now, random });
  const takingBack = { stores, announce, wake: engine.wake, settle: journal.settle, now };
  const { officer } = input;
  const saving = {
    stores,
    announce,
    seal: journal.append,
    unseal: journal.unseal,
    settle: journal.settle,
    saved: engine.planRelease,
    now,
  };
  const pairing = { ...saving, decided: linker.decided };
  const acting = { ...saving, officer };
  const recovery = createRecovery({ stores, api, journal, act: acting, pair: pairing });
  // Only the very first decisions after a first sign-in can meet a missing key; offline, they are sealed later.
  const keyIsThere = () => (input.journalPath === null ? Promise.resolve() : recoveryKey.wait());
  const folder = input.path === null ? null : filesBeside(input.path);
  const attachments = createAttachments({ stores, api, folder, log });
  const slice = () => purgeClosed({ stores, unlink: linker.unlink, now });
  const purging = startPurging({ slice, sweep: attachments.sweep, announce, log });

  inTransaction(db, () => {
    const until = new Date(now().getTime() + undoMs(stores)).toISOString();
    stores.outbox.holdAgain(until);
    stores.pairOutbox.holdAgain(until);
  });
  journal.catchUp();
  if (input.journalPath !== null) recoveryKey.start();
  engine.start();
  claims.outboxChanged();
  afterwards.poke();
  // While the window draws its frame: what its first question rests on is read and deciphered.
  const firstPage = setImmediate(() => {
    try {
      stores.queue.page(FIRST_PAGE, standpoint());
    } catch {
      // It fails again, and is said, when the window asks for it.
    }
  });

  /** Writes when no index is being built: SQLite would hold the thread until it is there. */
  const written = async (work: () => void): Promise<undefined> => {
    await mayWrite();
    work();
  };
  return {
    calls: {
      'sync.state': () => ({
        ...engine.state(),
        linking: afterwards.isLinking(),
        serverAheadMs: api.aheadMs(),
      }),
      'sync.now': () => written(engine.checkNow),
      'policy.current': () => stores.policy.current(),
      'queue.page': (request) => {
        walking.poke();
        return stores.queue.page(request, standpoint());
      },
      'queue.counts': ({ filters }) => ({
        counts: stores.queue.counts(filters, standpoint()),
        unread: stores.search.waiting(MOST_TOLD),
      }),
      'queue.flow': () => stores.flow(now(), stores.policy.current()?.agency.timeZone ?? 'UTC'),
      'report.get': ({ id }) => (stores.reports.seqOf(id) === null ? viewFromServer(id) : view(id)),
      'report.ahead': ({ id }) => (stores.reports.seqOf(id) === null ? null : view(id)),
      'claim.at': ({ id }) => done(() => claims.at(id)),
      'claim.take': ({ id }) => claims.take(id).then(() => undefined),
      'colleagues.list': () => colleagues({ stores, api, now }),
      'hints.say': ({ reportId, code, wrong }) =>
        written(() => {
          const report = stores.reports.get(reportId);
          const hint = report === null ? undefined : hintsOf(report).find((one) => one.code === code);
          if (report === null || hint === undefined) throw new AppError('not_found');
          inTransaction(db, () => {
            stores.hintFeedback.say({ reportId, code, rule: hint.rule, wrong });
            stores.reports.countHints(reportId, standingHints(report));
          });
          announce('reports');
          engine.wake();
        }),
      'hints.wrong': () => api.call('wrongHints', {}),
      'repeats.of': ({ reportId }) => {
        const report = stores.reports.get(reportId);
        return { repeats: report === null ? [] : shownRepeats(stores, report, linker.repeats(reportId)) };
      },
      'repeats.on-server': async ({ reportId }) => ({ repeats: await keptRepeats(reportId) }),
      'sent-before.on-server': async ({ reportId }) => ({ reports: await keptSent(reportId) }),
      'pairs.list': () => stores.pairOutbox.list().map(toPairRow),
      'pairs.decide': async (request) => {
        await Promise.all([keyIsThere(), flush.ahead()]);
        await mayWrite();
        return decidePair(pairing, request);
      },
      'pairs.take-back': ({ id }) => written(() => takeBackPair(pairing, id)),
      'letter.preview': (request) => previewLetter(stores, request),
      'review.act': async (request) => {
        await Promise.all([keyIsThere(), flush.ahead()]);
        await mayWrite();
        return act(acting, request);
      },
      'review.undo': ({ id }) => written(() => undo(takingBack, id)),
      'outbox.list': () => stores.outbox.list().map(toOutboxRow),
      'outbox.compare': ({ id }) => compare(stores, id),
      'outbox.withdraw': ({ id }) => written(() => withdraw(takingBack, id)),
      'outbox.send-now': () =>
        written(() => {
          inTransaction(db, () => {
            stores.outbox.releaseAll();
            stores.pairOutbox.releaseAll();
          });
          announce('outbox');
          engine.checkNow();
        }),
      'draft.get': (request) => getDraft(stores, request),
      'draft.put': (request) => written(() => putDraft(stores, request, now)),
      'journal.open': recovery.open,
      'journal.confirm': ({ id }) => recovery.confirm(id),
      'journal.discard': ({ id }) => recovery.discard(id),
      'attachment.here': ({ reportId }) => attachments.here(reportId),
      'preferences.get': () => stores.preferences.get(),
      'preferences.change': async (change) => {
        await mayWrite();
        const kept = inTransaction(db, () => stores.preferences.change(change));
        deps.announce('settings');
        return kept;
      },
      'cache.state': () => cacheState(stores, input.path, journal),
      ...serverCalls(api),
    },
    readFile: attachments.read,
    readPapers: (letterIds) => api.file('paperPdf', { body: { letterIds } }),
    writeAudit: (path) => writeAudit({ api, agency: stores.policy.current()?.agency.name ?? '', now }, path),
    useToken: (next) => {
      tokens.use(next);
      engine.resume();
      if (input.journalPath !== null) recoveryKey.start();
    },
    noToken: tokens.refuse,
    changeSecret: async (body) => {
      await api.call('changeSecret', { body });
    },
    noteTime: () => written(() => noteTime(stores, now())),
    close: async () => {
      clearImmediate(firstPage);
      tokens.close();
      purging.stop();
      models.stop();
      walking.stop();
      await afterwards.stop();
      recoveryKey.stop();
      await Promise.all([engine.stop(), claims.stop()]);
      api.close();
      journal.close();
      await checkpointer.close();
      db.close();
    },
  };
}

/** What the window asks for first. */
const FIRST_PAGE: QueueRequest = {
  filter: EVERYTHING_OPEN,
  sort: { column: 'receivedAt', direction: 'asc' },
  offset: 0,
  limit: 100,
};

/** More reports than this that cannot be found yet are told as this many. */
const MOST_TOLD = 1_000_000;

/** A clock that was set back would make an offline session endless, so a sign-in must put it right first. */
function checkClock({ db, meta }: Stores, trusted: boolean, now: Date): void {
  if (!trusted && wasSetBack(meta.newestAt.get(), now)) throw new AppError('clock_set_back');
  const at = now.toISOString();
  inTransaction(db, () => meta.newestAt.set(trusted ? at : later(meta.newestAt.get(), at)));
}

function noteTime({ db, meta }: Stores, now: Date): void {
  inTransaction(db, () => meta.newestAt.set(later(meta.newestAt.get(), now.toISOString())));
}

function done(work: () => void): undefined {
  work();
}
