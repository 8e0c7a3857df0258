import { createHash, type KeyObject, sign } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { checkEd25519 } from '../../server/updates/ed25519.ts';
import {
  manifestText,
  type Release,
  type ReleaseFile,
  type ReleaseSignature,
  readManifest,
  release,
  releaseSignature,
  type Signer,
  signedText,
} from '../../shared/updates/release.ts';
import { publicKeyOf } from './key-file.ts';
import { ReleaseError } from './release-error.ts';

const MANIFEST = 'release.json';
const SIGNATURES = 'release.signatures.json';

/** The packages of electron-builder that an installed application can use to update itself, by file extension. */
const PACKAGES = [
  { extension: '.AppImage', platform: 'linux', kind: 'appimage' },
  { extension: '.exe', platform: 'win32', kind: 'nsis' },
  { extension: '.zip', platform: 'darwin', kind: 'zip' },
] as const;

/**
 * Returns the packages in electron-builder's output folder, except those for whole computers, which administrators
 * install.
 * @throws ReleaseError if there are no packages, or one has another version.
 */
export async function packagesIn(folder: string, version: string): Promise<ReleaseFile[]> {
  const files: ReleaseFile[] = [];
  for (const name of namesIn(folder)) {
    const found = PACKAGES.find(({ extension }) => name.endsWith(extension));
    if (found === undefined || name.includes('-machine.')) continue;
    if (!name.includes(version))
      throw new ReleaseError(`${name} is not from version ${version}. Empty the folder and run the packaging again.`);
    const { size, sha512 } = await measured(join(folder, name));
    const arch = /arm64|aarch64/.test(name) ? 'arm64' : 'x64';
    files.push({ name, size, sha512, platform: found.platform, arch, kind: found.kind });
  }
  if (files.length === 0) throw new ReleaseError(`${folder} has no package that can update itself.`);
  return files;
}

async function measured(path: string): Promise<{ size: number; sha512: string }> {
  return { size: statSync(path).size, sha512: (await hashOf(path, 'sha512')).toString('base64') };
}

/** Returns the hash of a file as other tools show it, such as sha256sum, Get-FileHash and download pages. */
export const sha256Of = async (folder: string, name: string): Promise<string> =>
  (await hashOf(join(folder, name), 'sha256')).toString('hex');

async function hashOf(path: string, algorithm: 'sha256' | 'sha512'): Promise<Buffer> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest();
}

/** Returns the packages that only administrators install. The operating system or a deployment tool verifies them. */
export const machinePackagesIn = (folder: string): string[] =>
  namesIn(folder).filter((name) => name.includes('-machine.') || /\.(?:deb|pkg|dmg)$/.test(name));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw ReleaseError.ofFile(error, folder);
  }
}

/**
 * Writes the manifest and the vendor's signature. Removes earlier signatures, because they were for another manifest.
 * @throws ZodError if a value is not valid in a manifest.
 */
export function writeRelease(folder: string, given: Release, key: KeyObject): void {
  const manifest = manifestText(release.parse(given));
  replace(join(folder, MANIFEST), manifest);
  replace(join(folder, SIGNATURES), `${JSON.stringify([signatureOf('vendor', manifest, key)], null, 2)}\n`);
}

/** Adds the agency's signature; replaces an earlier one by the same key. */
export function addSignature(folder: string, key: KeyObject): void {
  const { manifest, signatures } = readRelease(folder);
  const own = signatureOf('agency', manifest, key);
  const others = signatures.filter((one) => one.by !== 'agency' || one.key !== own.key);
  replace(join(folder, SIGNATURES), `${JSON.stringify([...others, own], null, 2)}\n`);
}

function signatureOf(by: Signer, manifest: string, key: KeyObject): ReleaseSignature {
  const signature = sign(null, Buffer.from(signedText(by, manifest)), key).toString('base64');
  return { by, key: publicKeyOf(key), signature };
}

/** @throws ReleaseError unless the folder has signatures and a manifest in canonical form. */
export function readRelease(folder: string): { manifest: string; release: Release; signatures: ReleaseSignature[] } {
  const manifest = textOf(folder, MANIFEST);
  const signatures = asRead(folder, SIGNATURES, (text) => z.array(releaseSignature).parse(JSON.parse(text)));
  return { manifest, release: asRead(folder, MANIFEST, readManifest), signatures };
}

function asRead<T>(folder: string, name: string, read: (text: string) => T): T {
  const text = textOf(folder, name);
  try {
    return read(text);
  } catch {
    throw new ReleaseError(`${join(folder, name)} is damaged or was changed. The vendor must sign the release again.`);
  }
}

function textOf(folder: string, name: string): string {
  namesIn(folder);
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    throw new ReleaseError(`${folder} has no ${name}: the vendor must sign the release first ("release sign").`);
  }
}

/** Whether a signature is valid for this manifest and the key that it names. */
export const fits = (manifest: string, { by, key, signature }: ReleaseSignature): boolean =>
  checkEd25519(key, signedText(by, manifest), signature);

/** Returns the problems with a release's files; empty if every file exists and matches the manifest. */
export async function wrongFiles(folder: string, { files }: Release): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, size, sha512 } of files) {
    const found = await measured(join(folder, name)).catch(() => null);
    if (found === null) wrong.push(`${name} is missing`);
    else if (found.size !== size || found.sha512 !== sha512) wrong.push(`${name} is not the file that was signed`);
  }
  return wrong;
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
