import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session as electronSession, powerMonitor } from 'electron';
import type { WorkstationSettings } from '#shared/settings.ts';
import { languageInForce } from '#shared/words/languages.ts';
import type { Log } from '../common/log.ts';
import { createOfficerFiles } from '../common/officer-files.ts';
import { aboutThisWorkstation } from './about-this-workstation.ts';
import { leaveNoDumps } from './crash-dumps.ts';
import { refusal } from './ipc/gate.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerIpc, tellWindows } from './ipc/register.ts';
import { type AskWorker, startWorker } from './ipc/worker-client.ts';
import { openKeychain } from './keychain.ts';
import { featuresOff, isTurnedOff } from './managed/features.ts';
import { managedInfo } from './managed/managed-info.ts';
import type { ManagedSettings } from './managed/table.ts';
import { trustOf } from './managed/trust.ts';
import { openNetwork } from './network/open-network.ts';
import { IS_PACKAGED } from './packaged.ts';
import { createSession } from './session/session.ts';
import { createVault } from './session/vault.ts';
import { openSettings } from './settings.ts';
import { answerNotice } from './shell/answer-notice.ts';
import { createAttachmentAccess } from './shell/attachments.ts';
import { browserOpener } from './shell/browser-opener.ts';
import { createCopy } from './shell/copy.ts';
import { devWindow } from './shell/dev-window.ts';
import { watchForLock } from './shell/lock-watch.ts';
import { setMenu } from './shell/menu.ts';
import { isFocused, notify, withdrawNotices } from './shell/notify.ts';
import { offerSpelling } from './shell/offer-spelling.ts';
import { createPapers } from './shell/papers.ts';
import { printNothing } from './shell/printing.ts';
import { serveWindow } from './shell/protocol.ts';
import { guardQuit } from './shell/quit.ts';
import { reviveWindows } from './shell/revive-windows.ts';
import { denyPermissions, guardWindows } from './shell/security.ts';
import { checkSpelling, NO_SPELLING, noSpelling, type Spelling } from './shell/spelling.ts';
import { isDebuggerOpen } from './shell/unsafe-start.ts';
import { applyTheme, bringToFront, openWindow, reloadWindows } from './shell/window.ts';
import { language, speak } from './shell/words.ts';
import type { StartWatch } from './start/watch-start.ts';
import { openUpdates } from './updates/open-updates.ts';
import { askRegularly, isUnattended } from './updates/schedule.ts';

const now = () => new Date();

export type StartOptions = {
  managed: ManagedSettings;
  /** The source of the managed settings: a file path or registry key. */
  place: string;
  watch: StartWatch;
  safeMode: boolean;
  log: Log;
  logFolder: string;
  /** Resolves a built file's URL relative to the folder of `main.js`, because this file may be in another folder. */
  built: (path: string) => URL;
  /** Asks where to save; null if canceled. */
  saveDiagnostics: (ask: AskWorker | null) => Promise<string | null>;
};

/** Runs the application from start to exit. Each step is documented in the function it calls. */
export function start({ managed, place, watch, safeMode, log, logFolder, built, ...options }: StartOptions): void {
  const userData = app.getPath('userData');
  const settings = openSettings(userData, process.env, IS_PACKAGED ? { server: managed.server, place } : null);
  const { server } = settings;

  void leaveNoDumps(app.getPath('crashDumps'), log);
  denyPermissions(electronSession.defaultSession);
  const off = featuresOff(managed);
  const spelling = spellingFor({ safeMode, isOff: off.includes('spellCheck'), server, log });
  if (off.includes('printing')) printNothing();
  const proxies = openNetwork({
    session: electronSession.defaultSession,
    setting: managed.proxy ?? 'system',
    announce: () => tellWindows('proxy'),
    log,
    now,
  });
  guardWindows(log);
  reviveWindows(log);
  offerSpelling();
  const worker = startWorker({
    file: built('../threads/worker.cjs'),
    logFolder,
    trust: trustOf(managed),
    about: aboutThisWorkstation(
      join(userData, 'workstation.json'),
      app.getVersion(),
      managed.updateChannel,
      IS_PACKAGED ? app.getAppPath() : null,
    ),
    proxiesFor: proxies.proxiesFor,
    onProxyLoginWanted: proxies.loginWanted,
    onNews: (topics) => topics.forEach(tellWindows),
    onNeedsSignIn: (needed) => session.serverWantsSignIn(needed),
    onRevoked: (officerId) => void session.revoked(officerId),
    onDamaged: (officerId) => void session.repair(officerId),
    onRecoveryKey: (key) => void session.keepRecoveryKey(key),
    onAnswered: (numbers) => {
      const notice = answerNotice(session.state().kind, isFocused(), numbers);
      if (notice !== null) notify(notice);
    },
    onTokenWanted: (stale) => void session.renewToken(stale),
    onRestart: () => void session.reopen(),
    log,
  });
  watch.awaitWorker(worker.ask('probe', undefined));
  const session = createSession({
    server,
    openVault: async () => {
      const keychain = await openKeychain((why) => log('keychain.unusable', { why }));
      return keychain === null ? null : createVault(keychain, server);
    },
    files: createOfficerFiles({ cache: join(userData, 'cache'), journal: join(userData, 'journal') }, server),
    deviceFile: join(userData, 'device-tokens.json'),
    browser: browserOpener(server),
    ask: worker.ask,
    workstation: hostname() || 'workstation',
    announce: (topic) => {
      tellWindows(topic);
      if (topic === 'session' && session.state().kind !== 'signed_in') withdrawNotices();
    },
    look: settings.get,
    log,
    now,
  });
  const mayRead = () => session.state().kind === 'signed_in';
  const attachments = createAttachmentAccess({ ask: worker.ask, mayRead });
  const papers = createPapers({ ask: worker.ask, mayRead });
  const copy = createCopy(mayRead);
  serveWindow(
    fileURLToPath(built('../renderer')),
    language,
    attachments.answer,
    devWindow(process.env, IS_PACKAGED),
    () => watch.fail('window'),
  );
  const updates = openUpdates({
    version: app.getVersion(),
    server,
    managed,
    isPackaged: IS_PACKAGED,
    appPath: app.getAppPath(),
    userData,
    ask: worker.ask,
    quit: () => app.quit(),
    announce: (problem) => {
      tellWindows('updates');
      void worker.ask('update-problem', problem).catch(() => undefined);
    },
    log,
    now,
  });

  const saveDiagnostics = () => options.saveDiagnostics(worker.ask);
  const applySettings = ({ theme, language }: WorkstationSettings) => {
    applyTheme(theme);
    if (!speak(languageInForce(language, app.getPreferredSystemLanguages()))) return;
    setMenu({
      isMac: process.platform === 'darwin',
      developer: !IS_PACKAGED,
      lock: () => void session.lock('by_hand'),
      saveDiagnostics: () => void saveDiagnostics().catch(() => log('diagnostics.not_saved')),
    });
    reloadWindows();
  };
  const runtime = process.versions['electron'] === undefined ? 'stand-in' : 'electron';
  const info = {
    version: app.getVersion(),
    runtime,
    safeMode,
    debuggerOpen: isDebuggerOpen(app.commandLine),
    managed: managedInfo(managed),
  } as const;
  const ready = session.restore();
  registerIpc(
    createHandlers({
      info,
      session,
      ready,
      updates,
      restart: () => quitting.restart(),
      attachments,
      papers,
      settings,
      proxies,
      copy,
      spelling,
      ask: worker.ask,
      log,
      announce: tellWindows,
      applySettings,
      saveDiagnostics,
      rebuildCache: session.rebuildCache,
      start: watch,
    }),
    (channel) =>
      isTurnedOff(off, channel)
        ? 'turned_off_by_it'
        : refusal(session.state().kind, channel, session.lockedForMs(), updates.isBelowFloor()),
    log,
  );
  applySettings(settings.get());
  watchForLock({
    session,
    powerMonitor,
    policy: () => worker.ask('policy.current', undefined),
    mostMinutes: managed.lockMinutes,
    log,
  });
  const sync = () => worker.ask('sync.state', undefined).catch(() => null);
  const quitting = guardQuit({
    session: session.state,
    sync,
    update: updates,
    sendNow: () => worker.ask('outbox.send-now', undefined).catch(() => undefined),
    close: worker.stop,
  });
  openWindow(fileURLToPath(built('../preload/preload.cjs')), {
    userData: safeMode ? null : userData,
    isProtected: managed.contentProtection === true,
  });
  const drafts = () =>
    worker.ask('cache.state', undefined).then(
      ({ drafts }) => drafts,
      () => null,
    );
  askRegularly({
    updates,
    isUnattended: () => isUnattended(session.state(), { sync, drafts }),
    restart: quitting.restart,
    log,
  });
  app.on('second-instance', bringToFront);
  log('app.started', { version: info.version, runtime, safeMode, debuggerOpen: info.debuggerOpen });
}

/** Sets up spell checking, unless IT or safe mode disabled it. */
function spellingFor(on: { safeMode: boolean; isOff: boolean; server: string; log: Log }): Spelling {
  if (on.isOff) return noSpelling(electronSession.defaultSession);
  return on.safeMode ? NO_SPELLING : checkSpelling(electronSession.defaultSession, on.server, on.log);
}
