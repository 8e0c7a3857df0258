import { homedir, uptime } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { AppError, errorShape } from '#shared/errors.ts';
import { languageInForce } from '#shared/words/languages.ts';
import { createLog } from '../common/log.ts';
import { APP_ID } from './app-origin.ts';
import { askAndSaveDiagnostics } from './diagnostics/save-diagnostics.ts';
import type { AskWorker } from './ipc/worker-client.ts';
import { managedSource, readManaged } from './managed/managed-settings.ts';
import type { ManagedSettings } from './managed/table.ts';
import { IS_PACKAGED } from './packaged.ts';
import { openRepair } from './repair/open-repair.ts';
import { readLook } from './settings.ts';
import { registerAppScheme } from './shell/protocol.ts';
import { unsafeStart } from './shell/unsafe-start.ts';
import { errorSentence, speak, t } from './shell/words.ts';
import { openStartMark, type StartMark } from './start/start-mark.ts';
import { type StartWatch, watchStart } from './start/watch-start.ts';
import { localFolder, moveOnce } from './user-data.ts';

/*
 * Everything that runs before the application is loaded, or instead of it if loading fails: the start mark, the checks
 * that can refuse a start, and the repair page.
 */

const now = () => new Date();
const built = (path: string) => new URL(path, import.meta.url);
const { folder: userData, failed: notMoved } = ownFolder();
const logFolder = join(userData, 'logs');
const log = createLog({ folder: logFolder, source: 'main' });
const version = app.getVersion();
if (notMoved !== null) log('start.folder_not_moved', { code: notMoved });

/** Settles where everything is kept, before anything is written. */
function ownFolder(): ReturnType<typeof moveOnce> {
  const roaming = app.getPath('userData');
  const hasSwitch = (name: string) => app.commandLine.hasSwitch(name);
  const local = localFolder({ platform: process.platform, hasSwitch, roaming, home: homedir(), env: process.env });
  if (local === null) return { folder: roaming, failed: null };
  const moved = moveOnce(roaming, local);
  app.setPath('userData', moved.folder);
  app.setPath('sessionData', moved.folder);
  return moved;
}

/** Shows why the application cannot start, and exits. */
function refuse(error: unknown): void {
  dialog.showErrorBox(t('menu.p2CReviewCantStart'), errorSentence(errorShape(error)));
  app.exit(1);
}

/**
 * Records why a start failed. Wrong managed settings don't count as a failure of this version, because any version
 * would report them at every start.
 */
function blame(error: unknown, mark: StartMark, watch: StartWatch): void {
  if (error instanceof AppError) mark.quit();
  else watch.fail('application');
}

type Begun = { mark: StartMark; watch: StartWatch; managed: ManagedSettings; place: string };

/** Loads and starts the application. @throws when part of it can't be loaded or started; the start mark records it. */
async function startApplication({ mark, watch, managed, place }: Begun, safeMode: boolean): Promise<void> {
  try {
    const { start } = await import('./application.ts');
    const saveDiagnostics = (ask: AskWorker | null) =>
      askAndSaveDiagnostics({ version, safeMode, userData, managed, mark: mark.get(), ask, now });
    start({ managed, place, watch, safeMode, log, logFolder, built, saveDiagnostics });
  } catch (error) {
    blame(error, mark, watch);
    throw error;
  }
}

function repair(begun: Begun): void {
  const { mark, managed } = begun;
  const look = readLook(userData);
  speak(languageInForce(look.language, app.getPreferredSystemLanguages()));
  openRepair({
    userData,
    version,
    mark,
    theme: look.theme,
    preload: fileURLToPath(built('../preload/repair-preload.cjs')),
    saveDiagnostics: () =>
      askAndSaveDiagnostics({ version, safeMode: false, userData, managed, mark: mark.get(), ask: null, now }),
    start: (safeMode) => {
      begun.watch.begin();
      return startApplication(begun, safeMode);
    },
    log,
    now,
  });
}

function begin(): void {
  if (!app.requestSingleInstanceLock()) return app.quit();
  const notWritten = (error: unknown) => log('start.not_marked', { code: errorShape(error).code });
  const bootedAt = new Date(Date.now() - uptime() * 1000);
  const mark = openStartMark({ folder: userData, version, now, bootedAt, notWritten });
  const watch = watchStart(mark, log);
  if (!mark.needsRepair) watch.begin();
  const safeMode = app.commandLine.hasSwitch('safe-mode');
  // Acceleration can be disabled only before Electron is ready. It is also disabled before the repair page opens, so an
  // application started from that page runs without it even in normal mode.
  if (safeMode || mark.needsRepair) app.disableHardwareAcceleration();
  const allowed = mayStart(mark, watch);
  if (allowed === null) return;
  const begun = { mark, watch, ...allowed };
  // Not awaited at the top level: that would keep Electron from becoming ready.
  const ready = app.whenReady();
  if (mark.needsRepair) void ready.then(() => repair(begun));
  else ready.then(() => startApplication(begun, safeMode)).catch(refuse);
}

/** Reads the managed settings and checks how the application was started. If something is wrong, says so and exits. */
function mayStart(mark: StartMark, watch: StartWatch): Pick<Begun, 'managed' | 'place'> | null {
  try {
    const source = managedSource(process.platform);
    const managed = IS_PACKAGED ? readManaged(source) : {};
    const unsafe = unsafeStart({
      isPackaged: IS_PACKAGED,
      isRoot: process.getuid?.() === 0,
      hasSwitch: (name) => app.commandLine.hasSwitch(name),
      mayDebug: managed.remoteDebugging === true,
      env: process.env,
    });
    if (unsafe === null) return { managed, place: source.place };
    mark.quit();
    dialog.showErrorBox(t('menu.p2CReviewCantStart'), unsafe);
    app.exit(1);
  } catch (error) {
    blame(error, mark, watch);
    refuse(error);
  }
  return null;
}

app.setAppUserModelId(APP_ID);
registerAppScheme();
// After an update, electron-updater runs the new AppImage once with this variable set and waits until the run ends.
if (process.env['APPIMAGE_EXIT_AFTER_INSTALL'] === 'true') app.exit(0);
else begin();
