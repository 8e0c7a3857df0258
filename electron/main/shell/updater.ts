import type { AppUpdater } from 'electron-updater';
import type { Log } from '#electron/common/log.ts';
import type { UpdateState } from '#shared/ipc-shapes.ts';

export type Updates = { state: () => UpdateState; check: () => Promise<UpdateState> };

export type UpdaterDeps = {
  version: string;
  server: string;
  /** Only a packaged application can update itself; otherwise it can only check what is available. */
  isPackaged: boolean;
  announce: () => void;
  log: Log;
  now: () => Date;
  /** Loads the library's updater for this package type; tests provide an updater that does not need Electron. */
  load?: () => Promise<AppUpdater>;
};

/**
 * Checks the agency server for a newer version without downloading or installing it. The only place that uses
 * electron-updater. Its channel is never set, because that would allow automatic downgrades.
 */
export function createUpdates(deps: UpdaterDeps): Updates {
  let state: UpdateState = { current: deps.version, phase: 'unknown', available: null, checkedAt: null, problem: null };
  let asking: Promise<UpdateState> | null = null;

  function become(next: Partial<UpdateState>): UpdateState {
    state = { ...state, ...next };
    deps.announce();
    return state;
  }

  async function ask(): Promise<UpdateState> {
    become({ phase: 'checking', problem: null });
    const checkedAt = () => deps.now().toISOString();
    try {
      const result = await (await updater(deps)).checkForUpdates();
      if (result === null) return become({ phase: 'failed', checkedAt: checkedAt(), problem: 'switched_off' });
      return result.isUpdateAvailable
        ? become({ phase: 'available', available: result.updateInfo.version, checkedAt: checkedAt() })
        : become({ phase: 'up_to_date', available: null, checkedAt: checkedAt() });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      // The agency has not published any updates; that is not an error.
      if (code === 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND')
        return become({ phase: 'none_offered', available: null, checkedAt: checkedAt() });
      deps.log('updates.failed', { code });
      return become({ phase: 'failed', available: null, checkedAt: checkedAt(), problem: problemOf(code) });
    }
  }

  return {
    state: () => state,
    check: () => {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

const SOON_MS = 10_000;
const REGULARLY_MS = 6 * 60 * 60 * 1000;

/** Checks shortly after startup, once the queue is loaded, and then four times a day; a failure is shown and retried. */
export function askRegularly(updates: Updates): void {
  const ask = () => void updates.check();
  setTimeout(ask, SOON_MS).unref();
  setInterval(ask, REGULARLY_MS).unref();
}

/** The library's updater, configured to check only. Loaded when first needed, so that it does not slow startup. */
async function updater({ server, isPackaged, load = ownUpdater }: UpdaterDeps): Promise<AppUpdater> {
  const autoUpdater = await load();
  autoUpdater.logger = null;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.allowPrerelease = false;
  // Outside an installed package (and on Linux outside an AppImage), the library would refuse even to check.
  const canInstall = isPackaged && (process.platform !== 'linux' || process.env['APPIMAGE'] !== undefined);
  autoUpdater.forceDevUpdateConfig = !canInstall;
  autoUpdater.setFeedURL({ provider: 'generic', url: `${server}/updates/` });
  return autoUpdater;
}

async function ownUpdater(): Promise<AppUpdater> {
  return (await import('electron-updater')).default.autoUpdater;
}

function problemOf(code: string): NonNullable<UpdateState['problem']> {
  switch (code) {
    case 'ERR_UPDATER_INVALID_UPDATE_INFO':
    case 'ERR_UPDATER_INVALID_VERSION':
      return 'not_understood';
    default:
      return 'not_asked';
  }
}
