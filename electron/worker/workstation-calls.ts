import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { OpenInput, WorkerHandlers } from '../common/worker-protocol.ts';
import type { ApiClient } from './api/client.ts';
import { failFastReads } from './api/fail-fast-reads.ts';
import type { Attachments } from './attachments/attachments.ts';
import { act } from './commands/act.ts';
import { cacheState } from './commands/cache-state.ts';
import { colleagues } from './commands/colleagues.ts';
import { compare, comparePair } from './commands/compare.ts';
import { decidePair, toPairRow, undoPair } from './commands/decide-pair.ts';
import { getDraft, putDraft } from './commands/drafts.ts';
import { keepMessageFile } from './commands/keep-message-file.ts';
import { toOutboxRow } from './commands/outbox-row.ts';
import { previewLetter } from './commands/preview-letter.ts';
import { createRecovery } from './commands/recover.ts';
import { undo, withdraw } from './commands/undo.ts';
import type { LogFlush } from './db/flush-log.ts';
import type { ViewerContext } from './db/queue-sql.ts';
import type { Stores } from './db/stores.ts';
import { write } from './db/write.ts';
import { createKeptDuplicates } from './duplicates/kept-duplicates.ts';
import { createKeptSameSender } from './duplicates/kept-same-sender.ts';
import type { Linker } from './duplicates/link-report.ts';
import { shownDuplicates } from './duplicates/other-reports.ts';
import type { HiddenReports } from './hidden-reports.ts';
import type { Journal } from './journal/journal.ts';
import type { ReportViews } from './report-views.ts';
import { reviewCalls } from './review-calls.ts';
import { serverCalls } from './server-calls.ts';
import type { Streets } from './street-lines.ts';
import type { Claims } from './sync/claims.ts';
import type { Engine } from './sync/engine.ts';
import type { Trail } from './trail.ts';

type Parts = {
  input: OpenInput;
  stores: Stores;
  api: ApiClient;
  linker: Linker;
  views: ReportViews;
  engine: Engine;
  claims: Claims;
  streets: Streets;
  trail: Trail;
  journal: Journal;
  /**
   * Waits for the journal key. The key can be missing only when the first decisions after a first sign-in are made; if
   * the workstation is offline at that point, those decisions are sealed later.
   */
  keyIsThere: () => Promise<void>;
  attachments: Attachments;
  indexer: { isLinking: () => boolean };
  flush: LogFlush;
  hidden: HiddenReports;
  /** Null for a cache in memory, which has no counts file (counts-file.ts). */
  left: { soon: () => void } | null;
  viewerContext: () => ViewerContext;
  announce: (topic: Topic) => void;
  now: () => Date;
};

type SupervisorCounts = Partial<Record<'hidden' | 'toReview' | 'newAnswers' | 'holdsLifting', number>>;

const reviewCounts = ({ supervision }: Stores): SupervisorCounts => {
  const { reportIds, toReview, newAnswers, holdsLifting } = supervision.get();
  return {
    ...(reportIds.length === 0 ? {} : { hidden: reportIds.length }),
    ...(toReview === 0 ? {} : { toReview }),
    ...(newAnswers === 0 ? {} : { newAnswers }),
    ...(holdsLifting === 0 ? {} : { holdsLifting }),
  };
};

/** Upper limit when counting reports that are not indexed for search yet. */
const MOST_TOLD = 1_000_000;

/** Handlers for the calls that the window may make on an open cache. */
export function workstationCalls(parts: Parts): WorkerHandlers {
  const { input, stores, api, linker, views, engine, claims, trail, journal, attachments, flush, announce, now } =
    parts;
  const { keyIsThere, viewerContext } = parts;
  const keptDuplicates = createKeptDuplicates(api, stores);
  const keptSameSender = createKeptSameSender(api, stores);
  const { append: seal, unseal, settle } = journal;
  const saving = { stores, announce, seal, unseal, settle, saved: engine.planRelease, now };
  const acting = { ...saving, officer: input.officer, circumstancesOf: trail.circumstancesOf };
  const pairing = { ...saving, decided: linker.decided };
  const takingBack = { stores, announce, wake: engine.wake, settle, undone: trail.undone, now };
  const recovery = createRecovery({ stores, api, journal, act: acting, pair: pairing });

  const written = async (work: () => void): Promise<undefined> => {
    work();
  };
  /** Before a decision is saved, waits for the journal key and flushes the log early, which keeps the commit short. */
  const decided = async <T>(work: () => T): Promise<T> => {
    await Promise.all([keyIsThere(), flush.ahead()]);
    return work();
  };
  return {
    'sync.state': () => ({
      ...engine.state(),
      linking: parts.indexer.isLinking(),
      serverAheadMs: api.aheadMs(),
    }),
    'sync.now': () => written(engine.checkNow),
    'policy.current': () => stores.policy.current(),
    'queue.page': (request) => stores.queue.page(request, viewerContext()),
    'queue.place': (question) => ({ at: stores.queue.place(question, viewerContext()) }),
    'queue.counts': ({ filters }) => ({
      counts: stores.queue.counts(filters, viewerContext()),
      unread: stores.search.waiting(MOST_TOLD),
      ...reviewCounts(stores),
    }),
    'queue.flow': () => stores.flow(now(), stores.policy.current()?.agency.timeZone ?? 'UTC'),
    'report.get': ({ id }) => (stores.reports.seqOf(id) === null ? views.viewFromServer(id) : views.view(id)),
    'report.nearby': ({ id }) => stores.nearby.of(id),
    'map.streets': parts.streets.in,
    'report.ahead': ({ id }) => (stores.reports.seqOf(id) === null ? null : views.view(id)),
    'claim.at': ({ id }) => {
      claims.at(id);
      trail.at(id);
      return undefined;
    },
    'trail.note': ({ reportId, use }) => written(() => trail.note(reportId, use)),
    'claim.take': ({ id }) => claims.take(id).then(() => undefined),
    'colleagues.list': () => colleagues({ stores, api, now }),
    'hints.say': ({ reportId, code, wrong }) =>
      written(() => {
        const report = stores.reports.get(reportId);
        if (report === null || !views.hintsOf(report).some((one) => one.code === code)) throw new AppError('not_found');
        write(stores.db, (tx) => {
          stores.hintFeedback.say(tx, { reportId, code, wrong });
          stores.reports.countHints(tx, reportId, views.standingHints(report));
        });
        announce('reports');
        engine.wake();
      }),
    'duplicates.of': ({ reportId }) => {
      const report = stores.reports.get(reportId);
      return { duplicates: report === null ? [] : shownDuplicates(stores, report, linker.duplicates(reportId)) };
    },
    'duplicates.on-server': async ({ reportId }) => ({ duplicates: await keptDuplicates(reportId) }),
    'same-sender.on-server': async ({ reportId }) => ({ reports: await keptSameSender(reportId) }),
    'pairs.list': () => stores.pairOutbox.list().map(toPairRow),
    'pairs.decide': (request) => decided(() => decidePair(pairing, request)),
    'pairs.undo': ({ id }) => written(() => undoPair(pairing, id)),
    'letter.preview': (request) => previewLetter(stores, request),
    'review.act': (request) => decided(() => act(acting, request)),
    'review.undo': ({ id }) => written(() => undo(takingBack, id)),
    'outbox.list': () => stores.outbox.list().map(toOutboxRow),
    'outbox.compare': ({ id }) => compare(stores, id),
    'pairs.compare': ({ id }) => comparePair(stores, id),
    'outbox.cancel': ({ id }) => written(() => withdraw(takingBack, id)),
    'outbox.send-now': () =>
      written(() => {
        write(stores.db, (tx) => {
          stores.outbox.releaseAll(tx);
          stores.pairOutbox.releaseAll(tx);
        });
        announce('outbox');
        engine.checkNow();
      }),
    'draft.get': (request) => getDraft(stores, request),
    'draft.put': (request) =>
      written(() => {
        const had = stores.drafts.has(request.reportId);
        putDraft(stores, request, now);
        // The list marks reports with a form that was begun.
        if (had !== stores.drafts.has(request.reportId)) announce('reports');
        parts.left?.soon();
      }),
    'message-file.keep': (request) => keepMessageFile(stores, request, now),
    'policy.kept': () => stores.unsavedPolicy.get(),
    'policy.keep': (typed) =>
      written(() =>
        write(stores.db, (tx) => {
          if (typed === null) stores.unsavedPolicy.remove(tx);
          else stores.unsavedPolicy.put(tx, typed);
        }),
      ),
    'journal.open': recovery.open,
    'journal.confirm': ({ id }) => decided(() => recovery.confirm(id)),
    'journal.discard': ({ id }) => recovery.discard(id),
    'attachment.here': ({ reportId }) => attachments.here(reportId),
    'preferences.get': () => stores.preferences.get(),
    'preferences.change': (change) => {
      const kept = write(stores.db, (tx) => stores.preferences.change(tx, change));
      announce('settings');
      return kept;
    },
    'cache.state': () => cacheState(stores, input.path, journal),
    ...serverCalls(
      failFastReads(api, () => engine.phase() === 'offline'),
      announce,
    ),
    ...reviewCalls(api, stores, parts.hidden, now),
  };
}
