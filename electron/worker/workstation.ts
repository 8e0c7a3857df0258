import { basename } from 'node:path';
import { api as contract } from '#shared/api.ts';
import { standardViews } from '#shared/domain/views.ts';
import { filesBeside } from '../common/officer-files.ts';
import { countsPathFor, othersHere, sizeOfCaches, type UnsentCounts } from '../common/others-here.ts';
import { asStorageError } from '../common/storage-error.ts';
import type { OpenInput } from '../common/worker-protocol.ts';
import { createAnswers } from './answers.ts';
import { createApi } from './api/client.ts';
import { createTokens } from './api/tokens.ts';
import { createAttachments } from './attachments/attachments.ts';
import { startBackgroundIndexer } from './background-indexer.ts';
import { startCheckpointer } from './checkpointer.ts';
import { cacheState } from './commands/cache-state.ts';
import { checkCache } from './commands/check-cache.ts';
import { purgeClosed } from './commands/purge.ts';
import { writeAudit } from './commands/write-audit.ts';
import { createCountsFile } from './counts-file.ts';
import { createLogFlush } from './db/flush-log.ts';
import { openCache } from './db/open.ts';
import { createStores, type Stores } from './db/stores.ts';
import { undoMs } from './db/undo-time.ts';
import { type Db, type Tx, write, writeRepeatable } from './db/write.ts';
import { createLinker } from './duplicates/link-report.ts';
import { modelInForce, outdateModel, startTakingModels } from './duplicates/take-model.ts';
import { startFirstPage } from './first-page.ts';
import { createHiddenReports } from './hidden-reports.ts';
import { createJournal } from './journal/journal.ts';
import { openJournals } from './journal/open-journals.ts';
import { createRecoveryKey } from './journal/recovery-key.ts';
import { createKeeper } from './keep-report.ts';
import { startPurging } from './purging.ts';
import { createReportViews } from './report-views.ts';
import { createRescreening } from './rescreening.ts';
import { createStreets } from './street-lines.ts';
import { createClaims } from './sync/claims.ts';
import { createEngine } from './sync/engine.ts';
import { createPull, MOST_REFILL_DELAY_MS } from './sync/pull.ts';
import { createPushAll } from './sync/push-all.ts';
import { createStatusReporter } from './sync/report-status.ts';
import { tellOnce } from './tell-once.ts';
import { checkClock, noteTime } from './time-seen.ts';
import { createTopics } from './topics.ts';
import { createTrail } from './trail.ts';
import { viewerContextOf } from './viewer-context.ts';
import { workstationCalls } from './workstation-calls.ts';
import type { Workstation, WorkstationDeps } from './workstation-shape.ts';

/**
 * Opens an officer's cache and starts keeping it in sync with the server. The cache stays open while the window is
 * locked: decisions in their undo period or waiting for a connection must be sent even when the officer is at lunch.
 * The lock protects against someone who sits down at the desk, not against someone who can read process memory. While
 * locked, the main process refuses every channel except those of the session, so the window gets no report data.
 * @throws AppError cache_unreadable, disk_full, clock_set_back
 */
export function openWorkstation(input: OpenInput, deps: WorkstationDeps): Workstation {
  const refillAt = () => {
    deps.log('cache.rolled_back');
    return new Date(deps.now().getTime() + deps.random() * MOST_REFILL_DELAY_MS).toISOString();
  };
  const damage = tellOnce(deps.damaged);
  const { path, keyHex, replaces, rebuild = false } = input;
  const db = openCache(
    { path, keyHex },
    {
      refillAt,
      rebuild,
      ...(replaces === undefined ? {} : { replaces: { path: replaces, at: deps.now().toISOString() } }),
      onDamage: damage.found,
    },
  );
  try {
    const workstation = onCache(input, { ...deps, damaged: damage.found }, db);
    damage.isOpen();
    return workstation;
  } catch (error) {
    db.close();
    // The first read may hit a damaged page; report that as a damaged cache.
    throw asStorageError(error);
  }
}

/** Calls that the role may not make are skipped: a refusal in the audit log would look like an intrusion attempt. */
function mayCall(name: 'changes' | 'linkModel' | 'recoveryKey', { role }: OpenInput['officer']): boolean {
  const { auth } = contract[name];
  return auth === 'public' || auth.includes(role);
}

function onCache(input: OpenInput, deps: WorkstationDeps, db: Db): Workstation {
  const { now, random, log, boundaryOf, needsSignIn, revoked, network } = deps;
  const { officer } = input;

  // Run checks that may fail first, before starting anything that would keep running if opening fails.
  const stores = createStores(db);
  checkClock(stores, input.clockTrusted, now());
  holdAgain(stores, now());
  const linker = createLinker(stores, modelInForce(stores.meta), log);
  const journalFile = openJournals(input, now().toISOString(), log);

  // Connection to the server.
  const tokens = createTokens(input.token, deps.wantToken);
  const { current: token, renew } = tokens;
  const api = createApi({
    server: input.server,
    token,
    renew,
    revoked,
    now: () => now().getTime(),
    ...(network && { network }),
  });
  /** Uses the workstation's own time until the server has responded. */
  const serverNow = () => new Date(now().getTime() + api.aheadMs());

  // Report views, attachments, answers and presence.
  const { announce, connect } = createTopics(deps.announce);
  const viewerContext = () => viewerContextOf(officer, stores.policy.current(), now());
  const views = createReportViews({ stores, api, linker, boundaryOf });
  const attachments = createAttachments({ stores, api, folder: folderOf(input), log });
  const answers = createAnswers({ reports: stores.reports, officer, tell: answered(stores, deps) });
  const claims = createClaims({ stores, api, log });
  const streets = createStreets({ stores, api, log });

  // The journal keeps decisions, encrypted for the agency, until the server has them.
  const flush = createLogFlush(db, input.path);
  const recoveryKey = createRecoveryKey({
    stores,
    api,
    isWanted: journalFile !== null && mayCall('recoveryKey', officer),
    kept: input.recoveryKey,
    onKey,
    random,
  });
  const journal = createJournal({ stores, file: journalFile, officerId: officer.id, key: recoveryKey.get, log });
  function onKey(key: string): void {
    deps.keepRecoveryKey?.(key);
    journal.catchUp();
    deps.announce('outbox');
  }

  // Sync between cache and server.
  const checkpointer = startCheckpointer(input, db, log);
  const { makeRoom } = checkpointer;
  const { decided, unlink } = linker;
  const keep = createKeeper({ stores, linker, answers, views, serverNow });
  const begins = beginsPull(stores);
  const hidden = createHiddenReports({ stores, api, unlink, keep, announce, log });
  const pull = createPull({ stores, api, keep, decided, unlink, begins, announce, makeRoom, now });
  const push = createPushAll({ stores, api, keep, decided, announce, writeThrough: flush.through, log, now, random });
  const mayPull = mayCall('changes', officer);
  const isSupervisor = officer.role === 'supervisor';
  const beforePull = isSupervisor ? hidden.beforePull : undefined;
  const engine = createEngine({ stores, pull, push, mayPull, beforePull, announce, needsSignIn, log, now, random });
  const { hintsOf } = views;
  const trail = createTrail({
    stores,
    hintsOf,
    policy: stores.policy.current,
    phase: engine.phase,
    aheadMs: api.aheadMs,
    now,
  });

  // Screening, indexing and purging of stored reports.
  const rescreening = createRescreening({ stores, standingHints: views.standingHints, boundaryOf });
  const shown = () => deps.announce('reports');
  const rested = () => deps.announce('sync');
  const indexer = startBackgroundIndexer({ stores, linker, rescreening, pull, checkpointer, shown, rested, log });
  const taking = { api, db, meta: stores.meta, linker };
  const models = mayCall('linkModel', officer) ? startTakingModels(taking, { taken: indexer.poke, log }) : null;
  const slice = () => purgeClosed({ stores, unlink, now, serverNow });
  const purging = startPurging({ slice, sweep: attachments.sweep, announce, log });

  const here = (): UnsentCounts => {
    const { held, waiting, needsYou } = engine.state();
    return { waiting: held + waiting + needsYou + journal.state().lost, drafts: stores.drafts.count() };
  };
  const left = input.path === null ? null : createCountsFile({ path: countsPathFor(input.path), count: here, log });
  const telling =
    deps.about === undefined
      ? null
      : createStatusReporter({
          about: deps.about,
          api,
          officerId: officer.id,
          phase: engine.phase,
          own: () => ({ ...cacheState(stores, input.path, journal), ...here() }),
          others: () => othersOf(input, cacheState(stores, input.path, journal).bytes),
          log,
        });
  connect({
    outbox: [journal.settleSoon, claims.outboxChanged, () => left?.soon()],
    sync: [claims.retry, () => telling?.soon()],
    policy: [() => writeRepeatable(db, rescreening.beginEmpty), indexer.poke],
    reports: [answers.tell, indexer.poke],
  });
  for (const start of [
    journal.catchUp,
    recoveryKey.start,
    () => isSupervisor && hidden.start(),
    engine.start,
    claims.outboxChanged,
    indexer.poke,
    () => left?.soon(),
  ])
    start();
  const firstPage = startFirstPage(
    {
      page: (request) => stores.queue.page(request, viewerContext()),
      counts: (filters) => stores.queue.counts(filters, viewerContext()),
    },
    standardViews(officer.role),
  );

  const seen = { views, claims, streets, trail, attachments, hidden, left };
  const parts = { stores, api, linker, engine, journal, indexer, flush, ...seen };
  return {
    calls: workstationCalls({ input, ...parts, keyIsThere: recoveryKey.wait, viewerContext, announce, now }),
    readFile: async (file) => {
      const read = await attachments.read(file);
      if (file.copy === 'original') trail.note(file.reportId, 'attachment_saved');
      return read;
    },
    readPapers: (letterIds) => api.file('paperPdf', { body: { letterIds } }),
    writeAudit: (path) => writeAudit({ api, agency: stores.policy.current()?.agency.name ?? '', now }, path),
    useToken: (next) => {
      tokens.use(next);
      engine.resume();
      recoveryKey.start();
    },
    noToken: tokens.refuse,
    changePassword: (body) => api.call('changePassword', { body }).then(() => undefined),
    noteTime: async () => noteTime(stores, now()),
    check: () => {
      const found = checkCache(stores, input.path, journal, engine);
      if (found.integrity === 'damaged') deps.damaged?.();
      return found;
    },
    close: async () => {
      trail.close();
      await telling?.stop();
      // Stop everything that starts work on a timer first, then the writers, then the resources they write to.
      for (const stop of [firstPage.stop, tokens.close, purging.stop, () => models?.stop(), hidden.stop]) stop();
      await indexer.stop();
      recoveryKey.stop();
      await Promise.all([engine.stop(), claims.stop()]);
      await left?.close();
      api.close();
      journal.close();
      await checkpointer.close();
      db.close();
    },
  };
}

/** After a restart, the undo bar has not been shown yet, so the undo period starts again. */
function holdAgain({ db, outbox, pairOutbox, ...stores }: Stores, now: Date): void {
  const until = new Date(now.getTime() + undoMs(stores)).toISOString();
  write(db, (tx) => [outbox, pairOutbox].forEach((box) => box.holdAgain(tx, until)));
}

/** Counts the unsent decisions and drafts of other accounts on this computer, and adds the total size of all caches. */
async function othersOf({ officer, folders, path, journalPath, formerJournals = [] }: OpenInput, ownBytes: number) {
  if (folders === undefined) return { accounts: [], unnamed: 0, bytes: ownBytes };
  const names = [journalPath, ...formerJournals].flatMap((one) =>
    one === null ? [] : basename(one).replace(/\..*/, ''),
  );
  const bytes = await sizeOfCaches(folders.cache);
  return {
    ...(await othersHere(folders, { officerId: officer.id, names })),
    bytes: path === null ? ownBytes + bytes : bytes,
  };
}

const folderOf = ({ path }: OpenInput) => (path === null ? null : filesBeside(path));

const answered =
  ({ preferences }: Stores, deps: WorkstationDeps) =>
  (trackingNumbers: readonly string[]): void => {
    if (preferences.get().notify) deps.answered(trackingNumbers);
  };

/**
 * Called when a full pull begins. Marks the model as outdated, because its version number may now refer to another
 * model. Marks openings to be sent again, because a restored server may lack them. In an empty cache, drops the indexes
 * that are built at the end of the pull.
 */
const beginsPull =
  ({ meta, laterIndexes, trail }: Stores) =>
  (tx: Tx): void => {
    outdateModel(tx, meta);
    trail.sendAgain(tx);
    laterIndexes.leaveOut(tx);
  };
