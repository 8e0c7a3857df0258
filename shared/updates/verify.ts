import { compareVersions, PRODUCT, type Release, readManifest, type SignedRelease, signedText } from './release.ts';

/** Why a release is not installed. */
export const REFUSALS = [
  'no_vendor_key',
  'no_agency_key',
  'manifest_unreadable',
  'vendor_signature',
  'agency_signature',
  'other_product',
  'other_channel',
  'expired',
  'sequence_replayed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
  readonly code: Refusal;
  constructor(code: Refusal, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Whether an Ed25519 signature (base64) of the text is valid for a public key (base64). */
export type CheckSignature = (key: string, text: string, signature: string) => boolean;

export type ReleaseKeys = { vendor: readonly string[]; agency: readonly string[] };

/**
 * The manifest, if the vendor and the agency have each signed it with a key that this workstation knows. An agency key
 * that is also a vendor key doesn't count, because one signer isn't enough.
 * @throws ReleaseRefused otherwise.
 */
export function verifySignatures(given: SignedRelease, keys: ReleaseKeys, check: CheckSignature): Release {
  if (keys.vendor.length === 0) throw new ReleaseRefused('no_vendor_key');
  const agency = keys.agency.filter((key) => !keys.vendor.includes(key));
  if (agency.length === 0) throw new ReleaseRefused('no_agency_key');
  for (const [by, known] of [
    ['vendor', keys.vendor],
    ['agency', agency],
  ] as const) {
    const isSigned = given.signatures.some(
      (one) =>
        one.by === by && known.includes(one.key) && check(one.key, signedText(by, given.manifest), one.signature),
    );
    if (!isSigned) throw new ReleaseRefused(by === 'vendor' ? 'vendor_signature' : 'agency_signature');
  }
  try {
    return readManifest(given.manifest);
  } catch (error) {
    throw new ReleaseRefused('manifest_unreadable', error);
  }
}

/** The newest release that a workstation has verified, whether or not it installed it. `digest` identifies its text. */
export type SeenRelease = { sequence: number; digest: string };

/**
 * Whether a release with valid signatures should be installed here.
 * @returns `newer`, or `same` if this version or a newer one is already running.
 * @throws ReleaseRefused
 */
export function assess(
  release: Release,
  here: { channel: string; version: string; now: Date; seen: SeenRelease | null; digest: string },
): 'newer' | 'same' {
  if (release.product !== PRODUCT) throw new ReleaseRefused('other_product');
  if (release.channel !== here.channel) throw new ReleaseRefused('other_channel');
  const { seen } = here;
  if (seen !== null && release.sequence < seen.sequence) throw new ReleaseRefused('sequence_replayed');
  if (seen !== null && release.sequence === seen.sequence && here.digest !== seen.digest)
    throw new ReleaseRefused('sequence_replayed');
  if (compareVersions(release.version, here.version) <= 0) return 'same';
  if (here.now >= new Date(release.expires)) throw new ReleaseRefused('expired');
  return 'newer';
}
