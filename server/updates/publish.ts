import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseUpdateManifest, type UpdateManifest } from './manifest.ts';
import { updatesFolder } from './serve.ts';

/** Thrown for an update that must not reach a workstation; the message says why. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
}

const MANIFEST = /^[a-z]+(-mac|-linux|-linux-arm64)?\.yml$/;

/**
 * Checks a folder written by electron-builder and copies it into the update feed. Files are copied first, and each gets
 * its final name only once it is complete; manifests come last, so that no workstation is ever offered a missing file.
 * @returns the manifests that were published.
 * @throws UpdateRefused, in which case nothing that workstations read has changed.
 */
export async function publishUpdate(from: string, dataDir: string): Promise<{ name: string; version: string }[]> {
  const names = await readdir(from).catch(() => {
    throw new UpdateRefused(`The folder ${from} cannot be read.`);
  });
  const manifests = await Promise.all(names.filter((name) => MANIFEST.test(name)).map((name) => check(from, name)));
  if (manifests.length === 0) throw new UpdateRefused(`No latest*.yml was found in ${from}.`);

  const target = updatesFolder(dataDir);
  await mkdir(target, { recursive: true });
  const wanted = new Set(manifests.flatMap(({ manifest }) => manifest.files.map((file) => file.url)));
  const maps = names.filter((name) => name.endsWith('.blockmap') && wanted.has(name.slice(0, -'.blockmap'.length)));
  for (const name of [...wanted, ...maps]) await put(from, target, name);
  // Checks the hashes of the copies, because the source folder may have changed in the meantime.
  for (const { manifest } of manifests) for (const file of manifest.files) await checkFile(target, file);
  for (const { name } of manifests) await put(from, target, name);
  return manifests.map(({ name, manifest }) => ({ name, version: manifest.version }));
}

async function check(from: string, name: string): Promise<{ name: string; manifest: UpdateManifest }> {
  let manifest: UpdateManifest;
  try {
    manifest = parseUpdateManifest(await readFile(join(from, name), 'utf8'));
  } catch (cause) {
    throw new UpdateRefused(`${name} is not a usable update manifest: ${cause instanceof Error ? cause.message : ''}`);
  }
  for (const file of manifest.files) await checkFile(from, file);
  return { name, manifest };
}

async function checkFile(folder: string, file: UpdateManifest['files'][number]): Promise<void> {
  const path = join(folder, basename(file.url));
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UpdateRefused(`${file.url} is listed in the manifest but missing.`);
  if (found.size !== file.size) {
    throw new UpdateRefused(`${file.url} has ${found.size} bytes where the manifest says ${file.size}.`);
  }
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('base64') !== file.sha512) {
    throw new UpdateRefused(`${file.url} is not the file that the manifest describes.`);
  }
}

async function put(from: string, target: string, name: string): Promise<void> {
  const half = join(target, `.${name}.part`);
  await copyFile(join(from, name), half);
  await rename(half, join(target, name));
}
