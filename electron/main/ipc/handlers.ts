import type { Log } from '#electron/common/log.ts';
import type { Language } from '#shared/domain/report.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import { type Channel, type Topic, WORKER_CHANNELS, type WorkerChannel } from '#shared/ipc-names.ts';
import { installsAtQuit, type SessionState, type UpdateState } from '#shared/ipc-shapes.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import type { Proxies } from '../network/proxies.ts';
import type { Session } from '../session/session.ts';
import type { SettingsFile } from '../settings.ts';
import type { AskWorker } from './worker-client.ts';

export type Handlers = { [C in Channel]: (input: Parsed<C>) => Output<C> | Promise<Output<C>> };

export type HandlerDeps = {
  info: Output<'app.info'>;
  session: Session;
  /** Resolves once the saved session, if any, has been restored. */
  ready: Promise<void>;
  updates: { state: () => UpdateState; check: () => Promise<UpdateState>; dismissNews: () => UpdateState };
  /** Quits, after asking about unsent decisions, installs the update that is ready, and starts again. */
  restart: () => void;
  attachments: {
    open: Handlers['attachment.open'];
    save: Handlers['attachment.save'];
  };
  papers: {
    reportPdf: Handlers['report.pdf'];
    save: Handlers['papers.save'];
    exportAudit: Handlers['audit.export'];
    saveFigure: Handlers['figures.save'];
  };
  settings: SettingsFile;
  proxies: Pick<Proxies, 'state' | 'signIn'>;
  /** Rejects unless somebody is signed in. */
  copy: (text: string) => Promise<undefined>;
  spelling: { checkIn: (language: Language) => void };
  ask: AskWorker;
  log: Log;
  announce: (topic: Topic) => void;
  /** Applies settings that affect more than the window's page: native controls, menu, language. */
  applySettings: (settings: WorkstationSettings) => void;
  saveDiagnostics: () => Promise<string | null>;
  rebuildCache: () => Promise<SessionState>;
  start: { drawn: () => void; fail: (failure: 'window') => void };
};

/** Routes channels: the main process handles its own, the worker thread all those that need the cache. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { session, updates, settings, ready } = deps;
  const own: Omit<Handlers, WorkerChannel> = {
    'app.info': () => deps.info,
    'session.state': () => ready.then(session.state),
    'session.sign-in': (given) => ready.then(() => session.signIn(given)),
    'session.sign-out': (given) => ready.then(() => session.signOut(given)),
    'session.unsent': () => ready.then(session.unsent),
    'session.start-afresh': () => ready.then(session.startAfresh),
    'session.lock': () => session.lock('by_hand'),
    'session.terms': () => session.terms(),
    'session.enroll': (given) => session.enroll(given),
    'session.change-password': (given) => session.changePassword(given),
    'session.browser-start': (given) => ready.then(() => session.directory.start(given)),
    'session.browser-result': () => session.directory.result(),
    'session.browser-again': () => session.directory.again().then(() => undefined),
    'session.browser-copy': () => {
      session.directory.copyAddress();
    },
    'session.browser-cancel': () => {
      session.directory.cancel();
    },
    'session.change-pin': (given) => session.directory.changePin(given),
    'session.give-pin': (given) => session.directory.givePin(given),
    'session.proxy': () => deps.proxies.state(),
    'session.proxy-sign-in': async (given) => {
      const state = await deps.proxies.signIn(given);
      // Errors are ignored, because there is nothing to sync if nobody is signed in yet.
      if (given !== null) void deps.ask('sync.now', undefined).catch(() => undefined);
      return state;
    },
    'session.unlock': (given) => ready.then(() => session.unlock(given)),
    'attachment.open': deps.attachments.open,
    'attachment.save': deps.attachments.save,
    'report.pdf': deps.papers.reportPdf,
    'papers.save': deps.papers.save,
    'audit.export': deps.papers.exportAudit,
    'figures.save': deps.papers.saveFigure,
    'clipboard.copy': async ({ reportId, text }) => {
      await deps.ask('trail.note', { reportId, use: 'copied' });
      return deps.copy(text);
    },
    'spelling.check-in': ({ language }) => {
      deps.spelling.checkIn(language);
    },
    'updates.state': updates.state,
    'updates.check': updates.check,
    'updates.dismiss-news': updates.dismissNews,
    'updates.restart': () => {
      if (installsAtQuit(updates.state())) deps.restart();
    },
    'settings.get': settings.get,
    'settings.set': (next) => {
      const kept = settings.set(next);
      deps.applySettings(kept);
      deps.announce('settings');
      return kept;
    },
    'cache.rebuild': () => ready.then(deps.rebuildCache),
    'diagnostics.save': async () => ({ path: await deps.saveDiagnostics() }),
    'window.drawn': () => {
      deps.start.drawn();
    },
    'window.failed': (failure) => {
      deps.start.fail('window');
      deps.log('window.failed', failure);
    },
  };
  const passed = WORKER_CHANNELS.map((channel) => [channel, (input: never) => deps.ask(channel, input)]);
  return { ...own, ...(Object.fromEntries(passed) as Pick<Handlers, WorkerChannel>) };
}
