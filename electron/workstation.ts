import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Output, ReportView } from '#shared/ipc.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { screen } from '#shared/screening/hints.ts';
import { type ApiClient, createApi } from './api/client.ts';
import { act } from './commands/act.ts';
import { toOutboxRow } from './commands/outbox-row.ts';
import { previewLetter } from './commands/preview-letter.ts';
import { undo, withdraw } from './commands/take-back.ts';
import { inTransaction, openCache } from './db/open.ts';
import { createStores } from './db/stores.ts';
import { createLinker } from './duplicates/link-report.ts';
import type { Log } from './log.ts';
import { createEngine } from './sync/engine.ts';
import { createPull } from './sync/pull.ts';
import { createPush } from './sync/push.ts';
import type { OpenInput, WorkerCalls, WorkerChannel } from './worker-protocol.ts';

export type WorkstationDeps = {
  announce: (topic: Topic) => void;
  needsSignIn: (needed: boolean) => void;
  log: Log;
  /** The city's outline for the hint that a place lies outside it; null where none is loaded. */
  boundary: Ring | null;
  now: () => Date;
  random: () => number;
};

/** One officer's open cache with everything that works on it. */
export type Workstation = {
  calls: { [C in WorkerChannel]: (input: WorkerCalls[C]['input']) => Output<C> | Promise<Output<C>> };
  useToken: (token: string) => void;
  close: () => Promise<void>;
};

/**
 * Opens an officer's cache and starts to keep it in step with the server.
 * @throws AppError cache_unreadable, disk_full
 */
export function openWorkstation(input: OpenInput, deps: WorkstationDeps): Workstation {
  const { announce, now, random, log } = deps;
  let token = input.token;
  const db = openCache({ path: input.path, keyHex: input.keyHex });
  const stores = createStores(db);
  const api: ApiClient = createApi({ server: input.server, token: () => token });
  const linker = createLinker(stores.repeatKeys);

  const keep = (report: Report, policy: Policy | null, generation: number): void => {
    const seq = stores.reports.save(report, policy, screen(report, deps.boundary).length, generation);
    if (seq !== null) linker.link(seq, report);
  };
  const pull = createPull({ stores, api, keep, unlink: linker.unlink, announce, now });
  const push = createPush({ stores, api, keep, announce, now, random });
  const engine = createEngine({ stores, pull, push, announce, needsSignIn: deps.needsSignIn, log, now, random });
  const takingBack = { stores, announce, wake: engine.wake };

  const view = (id: string): ReportView => {
    const report = stores.reports.get(id);
    if (report === null) throw new AppError('not_found');
    return {
      report,
      outbox: stores.outbox.ofReport(id).map(toOutboxRow),
      hints: screen(report, deps.boundary),
      repeats: stores.queue.rows(linker.partners(id)),
    };
  };

  inTransaction(db, () => {
    const holdMs = (stores.policy.current()?.limits.holdSeconds ?? 0) * 1000;
    stores.outbox.holdAgain(new Date(now().getTime() + holdMs).toISOString());
  });
  engine.start();

  return {
    calls: {
      'sync.state': () => engine.state(),
      'sync.now': () => {
        engine.wake();
        return undefined;
      },
      'policy.current': () => stores.policy.current(),
      'queue.page': (request) => stores.queue.page(request),
      'report.get': ({ id }) => view(id),
      'letter.preview': (request) => previewLetter(stores, request),
      'review.act': (request) =>
        act({ stores, officer: input.officer, announce, saved: engine.planRelease, now }, request),
      'review.undo': ({ id }) => {
        undo(takingBack, id);
        return undefined;
      },
      'outbox.list': () => stores.outbox.list().map(toOutboxRow),
      'outbox.withdraw': ({ id }) => {
        withdraw(takingBack, id);
        return undefined;
      },
      'audit.decisions': (query) => api.call('decisions', { query }),
    },
    useToken: (next) => {
      token = next;
      engine.resume();
    },
    close: async () => {
      await engine.stop();
      api.close();
      db.close();
    },
  };
}
