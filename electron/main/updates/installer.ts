import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AppUpdater, BaseUpdater, UpdateInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { AppError } from '#shared/errors.ts';
import type { ReleaseFile } from '#shared/updates/release.ts';
import { checkPublisher } from './publisher.ts';

/** The update to install: the verified file in the private folder, and what its signed manifest says. */
export type Prepared = { path: string; file: ReleaseFile; version: string; publishers?: readonly string[] | undefined };

export type InstallerDeps = {
  /** The private folder; electron-updater keeps its copy in a subfolder. */
  folder: string;
  version: string;
  /** The running program; on Windows, the installer must have the same publisher, unless the manifest names others. */
  program: string;
  checkPublisher?: typeof checkPublisher;
  quit: () => void;
};

/**
 * Passes a verified file to electron-updater, which can replace an AppImage, run an NSIS installer and use Squirrel on
 * macOS. It never contacts a server: its provider returns the verified manifest's entry, and its "download" copies our
 * file and hashes it on the way. The only place that uses electron-updater.
 * @param restart whether to start the new version at once.
 * @throws AppError wrong_file if the file is not (or no longer) the one that was signed; publisher_other,
 * publisher_unchecked.
 */
export async function install(
  deps: InstallerDeps,
  { path, file, version, publishers }: Prepared,
  restart: boolean,
): Promise<void> {
  if ((await hashOf(path)) !== file.sha512) throw new AppError('wrong_file');
  const publisherAt = (installer: string) =>
    (deps.checkPublisher ?? checkPublisher)(deps.program, installer, publishers);
  if (file.kind === 'nsis') {
    const publisher = await publisherAt(path);
    if (publisher !== 'same') throw new AppError(`publisher_${publisher}`);
  }
  const library = await import('electron-updater');
  const { AppImageUpdater, MacUpdater, NsisUpdater, Provider } = library.default;
  const info: UpdateInfo = {
    version,
    files: [{ url: file.name, sha512: file.sha512, size: file.size }],
    path: file.name,
    sha512: file.sha512,
    releaseDate: new Date(0).toISOString(),
  };
  const url = pathToFileURL(path);
  class VerifiedFile extends Provider<UpdateInfo> {
    // Needed because the inherited constructor is protected; this one is public.
    // oxlint-disable-next-line no-useless-constructor
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    getLatestVersion = () => Promise.resolve(info);
    resolveFiles = () => info.files.map((one) => ({ url, info: one }));
  }
  // Stage the file next to the AppImage, so that a rename can replace it. On another file system, electron-updater
  // would delete the old file before copying the new one.
  const appImage = file.kind === 'appimage' ? process.env['APPIMAGE'] : undefined;
  const staging = appImage === undefined ? deps.folder : join(dirname(appImage), '.p2c-review-update');
  await mkdir(deps.folder, { recursive: true, mode: 0o700 });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const configuration = join(deps.folder, 'electron-updater.yml');
  await writeFile(configuration, 'updaterCacheDirName: copy\n', { mode: 0o600 });
  const adapter = {
    version: deps.version,
    name: 'p2c-review',
    isPackaged: true,
    appUpdateConfigPath: configuration,
    userDataPath: deps.folder,
    baseCachePath: staging,
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: deps.quit,
    onQuit: () => {},
  };
  const Updater = { appimage: AppImageUpdater, nsis: NsisUpdater, zip: MacUpdater }[file.kind];
  const updater: AppUpdater = new Updater(undefined, adapter);
  // The default executor would download through Electron's network stack, but the file is already on this disk.
  Object.assign(updater, {
    httpExecutor: { download: (from: URL, to: string) => copyVerified(from, to, file.sha512) },
  });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  updater.allowDowngrade = false;
  if (updater instanceof NsisUpdater) {
    const why = 'The publisher is a different one, or could not be verified.';
    updater.verifyUpdateCodeSignature = async (_names, installer) =>
      (await publisherAt(installer)) === 'same' ? null : why;
  }
  updater.setFeedURL({ provider: 'custom', updateProvider: VerifiedFile });
  let failure: Error | null = null;
  updater.on('error', (error) => {
    failure = error;
  });
  const found = await updater.checkForUpdates();
  if (found?.isUpdateAvailable !== true) throw new AppError('internal', { cause: failure });
  const [copy = ''] = await updater.downloadUpdate();
  if ((await hashOf(copy)) !== file.sha512) throw new AppError('wrong_file');
  if (updater instanceof MacUpdater) return handToSquirrel(updater, restart);
  if (!(updater as BaseUpdater).install(true, restart)) throw new AppError('internal', { cause: failure });
  if (appImage !== undefined) await rm(staging, { recursive: true, force: true });
}

/**
 * Passes the update to Squirrel, which fetches the file from electron-updater and checks its code signature. Squirrel
 * installs the update once the application quits.
 */
async function handToSquirrel(updater: AppUpdater, restart: boolean): Promise<void> {
  const { autoUpdater } = await import('electron');
  const fetched = new Promise<void>((resolve, reject) => {
    autoUpdater.once('update-downloaded', () => resolve());
    autoUpdater.once('error', reject);
  });
  updater.autoRunAppAfterInstall = restart;
  updater.quitAndInstall();
  await fetched;
}

/** @throws AppError wrong_file if the copy is not the file that was signed; the copy is then left unused. */
async function copyVerified(from: URL, to: string, sha512: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(
    createReadStream(fileURLToPath(from)),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const piece of source) {
        hash.update(piece);
        yield piece;
      }
    },
    createWriteStream(to, { mode: 0o700, flush: true }),
  );
  if (hash.digest('base64') !== sha512) throw new AppError('wrong_file');
  return to;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}
