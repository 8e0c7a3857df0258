import { app, dialog } from 'electron';
import type { SessionState, SyncState } from '#shared/ipc.ts';

export type QuitDeps = {
  session: () => SessionState;
  /** Null when nothing is open. */
  sync: () => Promise<SyncState | null>;
  /** Closes the cache and ends the worker thread. */
  close: () => Promise<void>;
};

/**
 * Closes the cache before the application ends. Decisions that are held or waiting survive in the encrypted cache and go
 * out after the next unlock; where there is only a cache in memory they would stay behind in the sealed journal, from which
 * they must be confirmed one by one, so the officer is asked.
 */
export function guardQuit(deps: QuitDeps): void {
  let step: 'running' | 'asking' | 'closed' = 'running';

  app.on('before-quit', (event) => {
    if (step === 'closed') return;
    event.preventDefault();
    if (step === 'asking') return;
    step = 'asking';
    void mayQuit(deps).then(async (yes) => {
      if (!yes) {
        step = 'running';
        return;
      }
      await deps.close();
      step = 'closed';
      app.quit();
    });
  });
  app.on('browser-window-created', (_event, window) => {
    // Closing the window is quitting; it stays open until that is decided.
    window.on('close', (event) => {
      if (step === 'closed') return;
      event.preventDefault();
      app.quit();
    });
  });
}

async function mayQuit(deps: QuitDeps): Promise<boolean> {
  const session = deps.session();
  if ((session.kind !== 'signed_in' && session.kind !== 'locked') || session.cache === 'encrypted') return true;
  const sync = await deps.sync();
  const lost = sync === null ? 0 : sync.held + sync.waiting + sync.needsYou;
  return lost === 0 || askWhetherToLose(lost);
}

async function askWhetherToLose(lost: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'P2C Review',
    message: lost === 1 ? 'One decision was not sent yet.' : `${lost} decisions were not sent yet.`,
    detail:
      'This workstation has no keychain, so they stay behind in a sealed file only. After the next sign-in you must get them back under Settings and confirm each.',
    buttons: ['Stay', 'Quit anyway'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
