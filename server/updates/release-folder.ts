import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  MOST_MANIFEST,
  PRODUCT,
  type Release,
  type ReleaseFile,
  readManifest,
  releaseSignature,
  type SignedRelease,
  signedText,
} from '#shared/updates/release.ts';
import { checkEd25519 } from './ed25519.ts';
import { updatesFolder } from './serve.ts';

/** Thrown for an update that must not reach a workstation; the message says why, and `code` is the API's error code. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  readonly code: 'not_found' | 'against_rule';
  constructor(message: string, code: 'not_found' | 'against_rule' = 'against_rule') {
    super(message);
    this.code = code;
  }
}

/** What `npm run release -- sign` writes next to the packages. */
export const MANIFEST = 'release.json';
export const SIGNATURES = 'release.signatures.json';

const signatureList = z.array(releaseSignature).max(8);

/**
 * Reads a folder with packages, manifest and signatures. Each signature must be valid. The server knows the agency's
 * key only if it is configured, and never the vendor's: workstations decide whom to trust.
 * @throws UpdateRefused
 */
export async function readReleaseFolder(
  from: string,
  agencyKeys: readonly string[] | null,
  now: Date,
): Promise<{ release: Release; signed: SignedRelease }> {
  const manifest = await text(from, MANIFEST);
  const release = await parsed(MANIFEST, () => readManifest(manifest));
  const signatures = await parsed(SIGNATURES, async () =>
    signatureList.parse(JSON.parse(await text(from, SIGNATURES))),
  );
  for (const by of ['vendor', 'agency'] as const) {
    const own = signatures.filter((one) => one.by === by);
    if (own.length === 0) throw new UpdateRefused(`The ${by}'s signature is missing.`);
    if (!own.every((one) => checkEd25519(one.key, signedText(by, manifest), one.signature)))
      throw new UpdateRefused(`A signature by the ${by} does not match ${MANIFEST}.`);
    if (by === 'agency' && agencyKeys !== null && !own.some(({ key }) => agencyKeys.includes(key)))
      throw new UpdateRefused("The agency's signature was not made with a key in P2C_UPDATE_KEYS.");
  }
  if (release.product !== PRODUCT) throw new UpdateRefused(`It is a release of ${release.product}.`);
  if (new Date(release.expires) <= now) throw new UpdateRefused(`It expired on ${release.expires}.`);
  for (const file of release.files) await checkFile(from, file);
  return { release, signed: { manifest, signatures } };
}

/**
 * Copies a release's files to where workstations get them. Each gets its final name only once it is complete and
 * checked; an existing file is never changed.
 * @throws UpdateRefused
 */
export async function copyReleaseFiles(from: string, dataDir: string, release: Release): Promise<void> {
  const target = updatesFolder(dataDir);
  await mkdir(target, { recursive: true });
  for (const file of release.files) {
    const there = join(target, file.name);
    if ((await stat(there).catch(() => null)) !== null) {
      await checkFile(target, file);
      continue;
    }
    const half = `.${file.name}.part`;
    try {
      await copyFile(join(from, file.name), join(target, half));
      // Checks the copy, because the source folder may have changed in the meantime.
      await checkFile(target, file, half);
      await rename(join(target, half), there);
    } finally {
      await rm(join(target, half), { force: true });
    }
  }
}

async function checkFile(folder: string, file: ReleaseFile, name = file.name): Promise<void> {
  const found = await stat(join(folder, name)).catch(() => null);
  if (found === null) throw new UpdateRefused(`${file.name} is listed in ${MANIFEST} but missing.`);
  if (found.size !== file.size)
    throw new UpdateRefused(`${file.name} has ${found.size} bytes where ${MANIFEST} says ${file.size}.`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(folder, name)), hash);
  if (hash.digest('base64') !== file.sha512)
    throw new UpdateRefused(`${file.name} in ${folder} is not the file that ${MANIFEST} describes.`);
}

async function text(from: string, name: string): Promise<string> {
  const path = join(from, name);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UpdateRefused(`There is no ${name} in ${from}.`);
  if (found.size > 2 * MOST_MANIFEST) throw new UpdateRefused(`${name} is too long.`);
  return readFile(path, 'utf8');
}

async function parsed<T>(name: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UpdateRefused) throw error;
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : '';
    throw new UpdateRefused(`${name} is not usable: ${why}`);
  }
}
