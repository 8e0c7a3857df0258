import { join } from 'node:path';
import type { Log } from '#electron/common/log.ts';
import type { UpdateProblem } from '#shared/domain/workstation.ts';
import type { ReleaseFile } from '#shared/updates/release.ts';
import { installedFor } from '../about-this-workstation.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { ManagedSettings } from '../managed/table.ts';
import { install } from './installer.ts';
import { openMemory } from './memory.ts';
import { createUpdates, type Updates } from './updates.ts';
import { VENDOR_KEYS } from './vendor-keys.ts';

const KINDS = { linux: 'appimage', win32: 'nsis', darwin: 'zip' } as const;

/** Sets up updates for this installation. Its files are in `updates` and `updates.json` in the user-data folder. */
export function openUpdates(given: {
  version: string;
  server: string;
  managed: ManagedSettings;
  isPackaged: boolean;
  /** The application's archive, whose package.json says whether it was installed for one user or for the machine. */
  appPath: string;
  userData: string;
  ask: AskWorker;
  quit: () => void;
  announce: (problem: UpdateProblem | null) => void;
  log: Log;
  now: () => Date;
}): Updates {
  const { server, ask, managed, version, userData } = given;
  const folder = join(userData, 'updates');
  const own = given.isPackaged ? ownFile(given.appPath, process) : null;
  const files = join(folder, 'files');
  return createUpdates({
    version,
    channel: managed.updateChannel ?? 'stable',
    keys: { vendor: VENDOR_KEYS, agency: managed.updateKeys ?? [] },
    own,
    memory: openMemory(join(userData, 'updates.json')),
    ask: {
      offer: (query) => ask('update-offer', { server, ...query }),
      download: (file) => ask('update-download', { server, file, folder: files }),
      discard: () => ask('update-discard', { folder: files }),
    },
    install: (prepared, restart) =>
      install(
        { folder: join(folder, 'install'), version, program: process.execPath, quit: given.quit },
        prepared,
        restart,
      ),
    announce: given.announce,
    log: given.log,
    now: given.now,
  });
}

/**
 * Returns the kind of package that this installation can replace itself with; null if administrators installed it for
 * the whole computer (`npm run package -- … --machine`), or if the platform has no such package.
 */
export function ownFile(
  appPath: string,
  { platform, arch, env }: Pick<NodeJS.Process, 'platform' | 'arch' | 'env'>,
): Pick<ReleaseFile, 'platform' | 'arch' | 'kind'> | null {
  if (installedFor(appPath) === 'machine') return null;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') return null;
  if (arch !== 'x64' && arch !== 'arm64') return null;
  if (platform === 'linux' && env['APPIMAGE'] === undefined) return null;
  return { platform, arch, kind: KINDS[platform] };
}
