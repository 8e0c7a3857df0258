import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import type { AuditExport } from '#shared/trays.ts';
import type { Log } from '../common/log.ts';
import { filesBeside } from '../common/officer-files.ts';
import { asStorageError } from '../common/storage-error.ts';
import type { OpenInput, WorkerHandlers } from '../common/worker-protocol.ts';
import { createAnswers } from './answers.ts';
import { type ApiClient, createApi } from './api/client.ts';
import { createTokens } from './api/tokens.ts';
import { type Attachments, createAttachments } from './attachments/attachments.ts';
import { startBackgroundIndexer } from './background-indexer.ts';
import { startCheckpointer } from './checkpointer.ts';
import { isLongClosed, purgeClosed } from './commands/purge.ts';
import { writeAudit } from './commands/write-audit.ts';
import { createLogFlush } from './db/flush-log.ts';
import { openCache } from './db/open.ts';
import { createStores } from './db/stores.ts';
import { undoMs } from './db/undo-time.ts';
import { type Db, type Tx, write, writeRepeatable } from './db/write.ts';
import { createLinker } from './duplicates/link-report.ts';
import { modelInForce, outdateModel, startTakingModels } from './duplicates/take-model.ts';
import { startFirstPage } from './first-page.ts';
import { createJournal } from './journal/journal.ts';
import { openJournals } from './journal/open-journals.ts';
import { createRecoveryKey } from './journal/recovery-key.ts';
import { startPurging } from './purging.ts';
import { createReportViews } from './report-views.ts';
import { createRescreening } from './rescreening.ts';
import { createClaims } from './sync/claims.ts';
import { createEngine } from './sync/engine.ts';
import { createPull } from './sync/pull.ts';
import { createPushAll } from './sync/push-all.ts';
import { checkClock, noteTime } from './time-seen.ts';
import { viewerContextOf } from './viewer-context.ts';
import { workstationCalls } from './workstation-calls.ts';

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
  changePassword: (given: { password: string; newPassword: string }) => Promise<void>;
  noteTime: () => Promise<void>;
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
    // A damaged page may be met by whatever reads first, and then it is the cache that is damaged.
    throw asStorageError(error);
  }
}

function onCache(input: OpenInput, deps: WorkstationDeps, db: Db): Workstation {
  const { now, random, log } = deps;
  const stores = createStores(db);
  // What may fail comes before anything is started that would go on without a workstation.
  checkClock(stores, input.clockTrusted, now());
  write(db, (tx) => {
    const until = new Date(now().getTime() + undoMs(stores)).toISOString();
    stores.outbox.holdAgain(tx, until);
    stores.pairOutbox.holdAgain(tx, until);
  });
  const linker = createLinker(stores, modelInForce(stores.meta), log);
  const journalFile = openJournals(input, now().toISOString(), log);
  const tokens = createTokens(input.token, deps.wantToken);
  const { needsSignIn, revoked } = deps;
  const api: ApiClient = createApi({
    server: input.server,
    token: tokens.current,
    renew: tokens.renew,
    revoked,
    now: () => now().getTime(),
  });
  /** What is old enough to leave does not hang on a clock that nobody sets right; until the server was heard, it does. */
  const serverNow = (): Date => new Date(now().getTime() + api.aheadMs());
  const viewerContext = () => viewerContextOf(input.officer, stores.policy.current(), now());

  const announce = (topic: Topic): void => {
    // Whatever changed the outbox may owe the journal a tombstone.
    if (topic === 'outbox') {
      journal.settleSoon();
      claims.outboxChanged();
    }
    if (topic === 'sync') claims.retry();
    if (topic === 'policy') writeRepeatable(db, rescreening.beginEmpty);
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
    random,
  });
  const journal = createJournal({
    stores,
    file: journalFile,
    officerId: input.officer.id,
    key: recoveryKey.get,
    log,
  });

  const views = createReportViews({ stores, api, linker, boundary: deps.boundary });
  const { standingHints } = views;
  const rescreening = createRescreening({ stores, standingHints, boundary: deps.boundary });
  const keep = (tx: Tx, report: Report, policy: Policy | null, generation: number): void => {
    if (isLongClosed(report, policy, serverNow()) && stores.reports.seqOf(report.id) === null) return;
    answers.look(report);
    const seq = stores.reports.save(tx, report, policy, standingHints(report), generation);
    if (seq !== null) linker.link(tx, seq);
  };
  const checkpointer = startCheckpointer(input, db, log);
  const { decided, unlink } = linker;
  const begins = (tx: Tx): void => {
    outdateModel(tx, stores.meta);
    stores.laterIndexes.leaveOut(tx);
  };
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
  const afterwards = startBackgroundIndexer({
    stores,
    linker,
    rescreening,
    pull,
    checkpointer,
    shown: () => deps.announce('reports'),
    rested: () => deps.announce('sync'),
    log,
  });
  const models = startTakingModels({ api, db, meta: stores.meta, linker }, { taken: afterwards.poke, log });
  const flush = createLogFlush(db, input.path);
  const { through: writeThrough } = flush;
  const push = createPushAll({ stores, api, keep, decided, announce, writeThrough, now, random });
  const engine = createEngine({ stores, pull, push, announce, needsSignIn, log, now, random });
  // Only the very first decisions after a first sign-in can meet a missing key; offline, they are sealed later.
  const keyIsThere = () => (input.journalPath === null ? Promise.resolve() : recoveryKey.wait());
  const folder = input.path === null ? null : filesBeside(input.path);
  const attachments = createAttachments({ stores, api, folder, log });
  const slice = () => purgeClosed({ stores, unlink, now, serverNow });
  const purging = startPurging({ slice, sweep: attachments.sweep, announce, log });

  journal.catchUp();
  if (input.journalPath !== null) recoveryKey.start();
  engine.start();
  claims.outboxChanged();
  afterwards.poke();
  const firstPage = startFirstPage({
    page: (request) => stores.queue.page(request, viewerContext()),
    counts: (filters) => stores.queue.counts(filters, viewerContext()),
  });

  const calls = workstationCalls({
    input,
    stores,
    api,
    linker,
    views,
    engine,
    claims,
    journal,
    keyIsThere,
    attachments,
    afterwards,
    flush,
    viewerContext,
    announce,
    now,
  });
  return {
    calls,
    readFile: attachments.read,
    readPapers: (letterIds) => api.file('paperPdf', { body: { letterIds } }),
    writeAudit: (path) => writeAudit({ api, agency: stores.policy.current()?.agency.name ?? '', now }, path),
    useToken: (next) => {
      tokens.use(next);
      engine.resume();
      if (input.journalPath !== null) recoveryKey.start();
    },
    noToken: tokens.refuse,
    changePassword: async (body) => {
      await api.call('changePassword', { body });
    },
    noteTime: async () => noteTime(stores, now()),
    close: async () => {
      firstPage.stop();
      tokens.close();
      purging.stop();
      models.stop();
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
