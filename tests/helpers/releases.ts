import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '#electron/main/updates/installer.ts';
import { openMemory } from '#electron/main/updates/memory.ts';
import { createUpdates, type Updates, type UpdatesDeps } from '#electron/main/updates/updates.ts';
import { createApi } from '#electron/worker/api/client.ts';
import type { Network } from '#electron/worker/api/network.ts';
import { downloadFile, removeOthers } from '#electron/worker/updates/download.ts';
import { publishRelease } from '#server/commands/updates/publish-release.ts';
import type { UpdateProblem } from '#shared/domain/workstation.ts';
import { PRODUCT, type Release } from '#shared/updates/release.ts';
import { publicKeyOf } from '../../build/release/key-file.ts';
import { addSignature, packagesIn, writeRelease } from '../../build/release/release-folder.ts';
import type { Agency } from './agency.ts';

export type Signers = { vendor: KeyObject; agency: KeyObject; keys: { vendor: string[]; agency: string[] } };

export function makeSigners(): Signers {
  const vendor = generateKeyPairSync('ed25519').privateKey;
  const agency = generateKeyPairSync('ed25519').privateKey;
  return { vendor, agency, keys: { vendor: [publicKeyOf(vendor)], agency: [publicKeyOf(agency)] } };
}

/** Returns a program of the given size that exits immediately, in place of electron-builder's output. */
export const programBytes = (version: string, size = 1000): Buffer =>
  Buffer.from(`#!/bin/sh\n# ${version}\nexit 0\n`.padEnd(size, '#'));

/** Packs and signs a release in a new folder, as `npm run release -- sign` and `countersign` do. */
export async function makeRelease(
  signers: Signers,
  given: Partial<Release> & { version: string; sequence: number; size?: number; countersigned?: boolean },
): Promise<string> {
  const { size, countersigned = true, ...rest } = given;
  const folder = mkdtempSync(join(tmpdir(), 'p2c-release-'));
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  writeFileSync(join(folder, `p2c-review-${given.version}-${arch}.AppImage`), programBytes(given.version, size), {
    mode: 0o755,
  });
  const now = Date.now();
  const release: Release = {
    format: 1,
    product: PRODUCT,
    channel: 'stable',
    issued: new Date(now).toISOString(),
    expires: new Date(now + 90 * 86_400_000).toISOString(),
    floor: null,
    severity: 'medium',
    notes: { en: `What is new in ${given.version}.` },
    files: await packagesIn(folder, given.version),
    ...rest,
  };
  writeRelease(folder, release, signers.vendor);
  if (countersigned) addSignature(folder, signers.agency);
  return folder;
}

/** Publishes a folder as the command does, and removes it. */
export async function publish(
  agency: Agency,
  folder: string,
  rollOut: Partial<Parameters<typeof publishRelease>[1]> = {},
): Promise<Release> {
  const given = { from: folder, dataDir: agency.dataDir, agencyKeys: null, share: 100, window: null, ...rollOut };
  try {
    return await publishRelease(agency.deps, given, { actor: 'test', source: 'test' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export type TestDesk = {
  updates: Updates;
  /** What was announced after each change: why the last update was not installed. */
  problems: (UpdateProblem | null)[];
  /** The folder with everything that the updates keep; `files` below it has the download. */
  folder: string;
  /** The installed application, whose content an update replaces. */
  program: string;
  running: () => string;
  /** The same workstation after a restart, perhaps in another version. */
  restart: (version?: string) => TestDesk;
  remove: () => void;
};

/** Opens a workstation's updates, with the real connection, disk and electron-updater, in a folder of its own. */
export function openDesk(
  agency: Pick<Agency, 'url'>,
  signers: Signers,
  given: { version?: string; folder?: string; reserveBytes?: number; network?: Network } & Partial<UpdatesDeps> = {},
): TestDesk {
  const {
    version = '0.1.0',
    reserveBytes = 0,
    network,
    folder = mkdtempSync(join(tmpdir(), 'p2c-desk-')),
    ...rest
  } = given;
  const program = join(folder, 'desk.AppImage');
  const files = join(folder, 'files');
  if (given.folder === undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(program, programBytes(version), { mode: 0o755 });
  }
  const api = createApi({ server: agency.url, token: () => null, ...(network && { network }) });
  const problems: (UpdateProblem | null)[] = [];
  const updates = createUpdates({
    version,
    channel: 'stable',
    keys: signers.keys,
    own: { platform: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x64', kind: 'appimage' },
    memory: openMemory(join(folder, 'updates.json')),
    ask: {
      offer: (query) => api.call('updateOffer', { query }),
      download: (file) => downloadFile(api, { file, folder: files, reserveBytes }),
      discard: () => removeOthers(files, null),
    },
    install: async (prepared, restart) => {
      const before = process.env['APPIMAGE'];
      process.env['APPIMAGE'] = program;
      try {
        await install({ folder: join(folder, 'install'), version, program, quit: () => {} }, prepared, restart);
      } finally {
        if (before === undefined) delete process.env['APPIMAGE'];
        else process.env['APPIMAGE'] = before;
      }
    },
    announce: (problem) => problems.push(problem),
    log: () => {},
    now: () => new Date(),
    ...rest,
  });
  return {
    updates,
    problems,
    folder,
    program,
    running: () => /# (\S+)/.exec(readFileSync(program, 'utf8'))?.[1] ?? '',
    restart: (next = version) => {
      api.close();
      return openDesk(agency, signers, { ...given, version: next, folder });
    },
    remove: () => {
      api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const workstationId = (): string => randomUUID();
