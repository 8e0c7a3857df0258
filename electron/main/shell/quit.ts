import { app, dialog, powerMonitor } from 'electron';
import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';
import { isSyncBlocked } from '#shared/is-sync-blocked.ts';
import { quitQuestion } from './quit-question.ts';

export type QuitDeps = {
  session: () => SessionState;
  /** Returns null when no cache is open. */
  sync: () => Promise<SyncState | null>;
  /** Ends all undo periods and sends the decisions. */
  sendNow: () => Promise<unknown>;
  /** An update that is installed once everything is closed. */
  update: { prepare: () => Promise<'install' | null>; install: (restart: boolean) => Promise<boolean> };
  /** Closes the cache and ends the worker thread. */
  close: () => Promise<void>;
};

/**
 * Closes the cache before the application quits; asks first if there are unsent decisions. An update that is ready is
 * installed last. `restart` quits the application and then starts the new version, or this one if none was installed. Call once the application is ready.
 *
 * Logging off and shutting down count as quitting, except that no update is installed, because the system would end the
 * installer halfway. Windows reports them to each window only (there is no `before-quit` then), the others to
 * `powerMonitor`. Windows shows who keeps it waiting, and lets a person end that; nothing unsent is lost then.
 */
export function guardQuit(deps: QuitDeps): { restart: () => void } {
  let step: 'running' | 'asking' | 'closed' = 'running';
  let isRestart = false;
  let isSystemEnding = false;

  app.on('before-quit', (event) => {
    if (step === 'closed') return;
    event.preventDefault();
    if (step === 'asking') return;
    step = 'asking';
    void mayQuit(deps).then(async (yes) => {
      if (!yes) {
        step = 'running';
        isRestart = false;
        isSystemEnding = false;
        return;
      }
      const update = isSystemEnding ? null : await deps.update.prepare().catch(() => null);
      await deps.close();
      // From here on, nothing keeps the application from quitting: an installer may quit it, too.
      step = 'closed';
      const isInstalling =
        update !== null && !isSystemEnding && (await deps.update.install(isRestart).catch(() => false));
      // The installer starts the new version; without one, this version starts again.
      if (isRestart && !isInstalling && !isSystemEnding) relaunch();
      app.quit();
    });
  });
  const endWithSystem = (event: { preventDefault: () => void }): void => {
    if (step === 'closed') return;
    event.preventDefault();
    isSystemEnding = true;
    app.quit();
  };
  // Electron's types leave out this event's argument, which its documentation describes.
  powerMonitor.on('shutdown', endWithSystem as () => void);
  app.on('browser-window-created', (_event, window) => {
    // Closing the window quits the application; the window stays open until the officer has answered.
    window.on('close', (event) => {
      if (step === 'closed') return;
      event.preventDefault();
      app.quit();
    });
    window.on('query-session-end', endWithSystem);
    // Nothing can delay the end now, so nothing is asked.
    window.on('session-end', () => {
      if (step === 'closed') return;
      step = 'closed';
      void deps.close().finally(() => app.quit());
    });
  });
  return {
    restart: () => {
      isRestart = true;
      app.quit();
    },
  };
}

/** An AppImage runs from a folder that goes away with it, so its file is started. */
function relaunch(): void {
  const { APPIMAGE: execPath } = process.env;
  app.relaunch(execPath === undefined ? {} : { execPath });
}

async function mayQuit(deps: QuitDeps): Promise<boolean> {
  const question = quitQuestion(deps.session(), await deps.sync());
  if (question === null) return true;
  const { message, detail, buttons, defaultId } = question;
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'P2C Review',
    message,
    detail,
    buttons: buttons.map(({ label }) => label),
    defaultId,
    cancelId: 0,
  });
  const answer = buttons[response]?.means ?? 'stay';
  if (answer !== 'send') return answer === 'quit';
  await deps.sendNow();
  return untilSent(deps);
}

const TIMEOUT_MS = 15_000;
const LOOK_AGAIN_MS = 150;

/**
 * Waits until sending is done and returns whether everything reached the server; if not, the officer sees why and decides
 * again.
 */
async function untilSent({ sync }: QuitDeps): Promise<boolean> {
  const end = Date.now() + TIMEOUT_MS;
  while (Date.now() < end) {
    const state = await sync();
    if (state === null || state.held + state.waiting === 0) return state === null || state.needsYou === 0;
    if (isSyncBlocked(state)) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return false;
}
