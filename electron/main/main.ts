import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, session as electronSession, powerMonitor } from 'electron';
import { errorShape } from '#shared/errors.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { languageInForce } from '#shared/words/languages.ts';
import { createLog } from '../common/log.ts';
import { createOfficerFiles } from '../common/officer-files.ts';
import { aboutThisWorkstation } from './about-this-workstation.ts';
import { APP_ID } from './app-origin.ts';
import { leaveNoDumps } from './crash-dumps.ts';
import { refusal } from './ipc/gate.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerIpc, tellWindows } from './ipc/register.ts';
import { startWorker } from './ipc/worker-client.ts';
import { openKeychain } from './keychain.ts';
import { featuresOff, isTurnedOff } from './managed/features.ts';
import { managedSource, readManaged } from './managed/managed-settings.ts';
import type { ManagedSettings } from './managed/table.ts';
import { trustOf } from './managed/trust.ts';
import { openNetwork } from './network/open-network.ts';
import { createSession } from './session/session.ts';
import { createVault } from './session/vault.ts';
import { openSettings } from './settings.ts';
import { answerNotice } from './shell/answer-notice.ts';
import { createAttachmentDoor } from './shell/attachments.ts';
import { devWindow } from './shell/dev-window.ts';
import { watchForLock } from './shell/lock-watch.ts';
import { setMenu } from './shell/menu.ts';
import { isFocused, notify, withdrawNotices } from './shell/notify.ts';
import { offerSpelling } from './shell/offer-spelling.ts';
import { createPapers } from './shell/papers.ts';
import { printNothing } from './shell/printing.ts';
import { registerAppScheme, serveWindow } from './shell/protocol.ts';
import { guardQuit } from './shell/quit.ts';
import { reviveWindows } from './shell/revive-windows.ts';
import { denyPermissions, guardWindows } from './shell/security.ts';
import { checkSpelling, noSpelling } from './shell/spelling.ts';
import { unsafeStart } from './shell/unsafe-start.ts';
import { askRegularly, createUpdates } from './shell/updater.ts';
import { applyTheme, bringToFront, openWindow, reloadWindows } from './shell/window.ts';
import { errorSentence, language, speak, t } from './shell/words.ts';

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const now = () => new Date();

/** The application's lifecycle from start to exit. Each step is documented in the function it calls. */
function start(managed: ManagedSettings, place: string): void {
  const userData = app.getPath('userData');
  const logFolder = join(userData, 'logs');
  const log = createLog({ folder: logFolder, source: 'main' });
  const settings = openSettings(userData, process.env, app.isPackaged ? { server: managed.server, place } : null);
  const { server } = settings;

  void leaveNoDumps(app.getPath('crashDumps'), log);
  denyPermissions(electronSession.defaultSession);
  const off = featuresOff(managed);
  const spelling = off.includes('spellCheck')
    ? noSpelling(electronSession.defaultSession)
    : checkSpelling(electronSession.defaultSession, server, log);
  if (off.includes('printing')) printNothing();
  const trust = trustOf(managed);
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
    file: new URL('../threads/worker.cjs', import.meta.url),
    logFolder,
    trust,
    about: aboutThisWorkstation(join(userData, 'workstation.json'), app.getVersion(), managed.updateChannel),
    proxiesFor: proxies.proxiesFor,
    onProxyLoginWanted: proxies.loginWanted,
    onNews: (topics) => topics.forEach(tellWindows),
    onNeedsSignIn: (needed) => session.serverWantsSignIn(needed),
    onRevoked: (officerId) => void session.revoked(officerId),
    onAnswered: (numbers) => {
      const notice = answerNotice(session.state().kind, isFocused(), numbers);
      if (notice !== null) notify(notice);
    },
    onTokenWanted: (stale) => void session.renewToken(stale),
    onRestart: () => void session.reopen(),
    log,
  });
  const session = createSession({
    server,
    openVault: async () => {
      const keychain = await openKeychain();
      return keychain === null ? null : createVault(keychain, server);
    },
    files: createOfficerFiles({ cache: join(userData, 'cache'), journal: join(userData, 'journal') }, server),
    deviceFile: join(userData, 'device-tokens.json'),
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
  const attachments = createAttachmentDoor({ ask: worker.ask, mayRead });
  const papers = createPapers({ ask: worker.ask, mayRead });
  serveWindow(built('../renderer'), language, attachments.answer, devWindow(process.env, app.isPackaged));
  const updates = createUpdates({
    version: app.getVersion(),
    server,
    isPackaged: app.isPackaged,
    announce: () => tellWindows('updates'),
    log,
    now,
  });

  const applySettings = ({ theme, language }: WorkstationSettings) => {
    applyTheme(theme);
    if (!speak(languageInForce(language, app.getPreferredSystemLanguages()))) return;
    setMenu({
      isMac: process.platform === 'darwin',
      developer: !app.isPackaged,
      lock: () => void session.lock('by_hand'),
    });
    reloadWindows();
  };
  const runtime = process.versions['electron'] === undefined ? 'stand-in' : 'electron';
  const info = {
    version: app.getVersion(),
    runtime,
    managed: {
      server: managed.server !== undefined,
      lockMinutes: managed.lockMinutes ?? null,
      contentProtection: managed.contentProtection === true,
      proxy: managed.proxy ?? null,
      ca: managed.ca !== undefined,
      pin: managed.pin !== undefined,
      channel: managed.updateChannel ?? null,
      signInText: managed.signInText ?? null,
      off,
    },
  } as const;
  const ready = session.restore();
  registerIpc(
    createHandlers({
      info,
      session,
      ready,
      updates,
      attachments,
      papers,
      settings,
      proxies,
      spelling,
      ask: worker.ask,
      log,
      announce: tellWindows,
      applySettings,
    }),
    (channel) =>
      isTurnedOff(off, channel) ? 'turned_off_by_it' : refusal(session.state().kind, channel, session.lockedForMs()),
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
  guardQuit({
    session: session.state,
    sync: () => worker.ask('sync.state', undefined).catch(() => null),
    sendNow: () => worker.ask('outbox.send-now', undefined).catch(() => undefined),
    close: worker.stop,
  });
  openWindow(built('../preload/preload.cjs'), userData, managed.contentProtection === true);
  askRegularly(updates);
  app.on('second-instance', bringToFront);
  log('app.started', { version: info.version, runtime });
}

/** Shows why the application cannot start, and ends it. */
function refuse(why: string): void {
  dialog.showErrorBox(t('menu.p2CReviewCantStart'), why);
  app.exit(1);
}

function begin(): void {
  const source = managedSource(process.platform);
  const managed = app.isPackaged ? readManaged(source) : {};
  const unsafe = unsafeStart({
    isPackaged: app.isPackaged,
    isRoot: process.getuid?.() === 0,
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
    mayDebug: managed.remoteDebugging === true,
    env: process.env,
  });
  if (unsafe !== null) refuse(unsafe);
  else if (app.requestSingleInstanceLock()) {
    // Not awaited at the top level: that would keep Electron from becoming ready.
    app
      .whenReady()
      .then(() => start(managed, source.place))
      .catch((error: unknown) => refuse(errorSentence(errorShape(error))));
  } else app.quit();
}

app.setAppUserModelId(APP_ID);
registerAppScheme();
try {
  begin();
} catch (error) {
  refuse(errorSentence(errorShape(error)));
}
