import { z } from 'zod';
import { canonicalJson } from '../audit/row.ts';
import { instant } from '../domain/ids.ts';

/**
 * The product that a release is for: the application's id. Other products are refused, even if signed by the same keys.
 */
export const PRODUCT = 'us.p2c-review.desk';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export const PLATFORMS = ['linux', 'win32', 'darwin'] as const;
/** The kind of package that electron-updater installs on each platform. */
export const KINDS = ['appimage', 'nsis', 'zip'] as const;
export const SIGNERS = ['vendor', 'agency'] as const;
export type Signer = (typeof SIGNERS)[number];

/** Three numbers and nothing else, so that there is only one way to compare versions. */
export const releaseVersion = z.string().regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/);
export const updateChannel = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/);
/** Three gigabytes, which is larger than any package. */
const MOST_BYTES = 3 * 1024 ** 3;
const noteText = z.string().max(4000);
/** What is new, for officers, by language; English is required. */
export const releaseNotes = z.strictObject({ en: noteText, es: noteText.optional() });

export const releaseFile = z.strictObject({
  name: z.string().regex(/^[\w][\w.() +-]{0,199}$/, 'must be a plain file name'),
  size: z.int().min(1).max(MOST_BYTES),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be a SHA-512 in base64'),
  platform: z.enum(PLATFORMS),
  arch: z.enum(['x64', 'arm64']),
  kind: z.enum(KINDS),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

/** The release manifest, which vendor and agency sign. It is the only source of information about a release. */
const manifest = z.strictObject({
  format: z.literal(1),
  product: z.string().min(1).max(100),
  version: releaseVersion,
  channel: updateChannel,
  /** Increases with every release of the product, so that an old one can't be offered again. */
  sequence: z.int().min(1).max(2_147_483_647),
  issued: instant,
  expires: instant,
  /** The minimum version: older versions can still send existing decisions but can't make new ones. */
  floor: releaseVersion.nullable(),
  /**
   * The subjects of the certificates by which Windows may find the installer signed. If it is missing, the installer has
   * the publisher of the program that it replaces. A version that doesn't know it
   * yet refuses the manifest.
   */
  publishers: z.array(z.string().min(3).max(300)).min(1).max(5).optional(),
  severity: z.enum(SEVERITIES),
  notes: releaseNotes,
  files: z
    .array(releaseFile)
    .min(1)
    .max(20)
    .refine((files) => new Set(files.map(({ name }) => name)).size === files.length, 'names a file twice'),
});
/**
 * The minimum version (floor) can't be above the release's own version, because that would lock out everyone, including
 * those who installed the release.
 */
export const release = manifest.refine(({ version, floor }) => floor === null || compareVersions(floor, version) <= 0, {
  path: ['floor'],
  message: 'The floor must not be above the version.',
});
export type Release = z.infer<typeof release>;

/** An Ed25519 public key: its 32 bytes in base64. */
export const publicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64');

export const releaseSignature = z.strictObject({
  by: z.enum(SIGNERS),
  /** The signer's public key, to tell which of two keys was used. It proves nothing by itself. */
  key: publicKey,
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be 64 bytes in base64'),
});
export type ReleaseSignature = z.infer<typeof releaseSignature>;

/** Maximum length of a manifest, far more than notes and twenty files need. */
export const MOST_MANIFEST = 40_000;

/** A manifest as transmitted: its exact text and its signatures. */
export const signedRelease = z.strictObject({
  manifest: z.string().min(2).max(MOST_MANIFEST),
  signatures: z.array(releaseSignature).max(8),
});
export type SignedRelease = z.infer<typeof signedRelease>;

/** The canonical text of a manifest: sorted keys, no spaces. Any other text with the same content is refused. */
export const manifestText = (one: Release): string => canonicalJson(one);

/** @throws ZodError or SyntaxError unless the text is a manifest in canonical form. */
export function readManifest(text: string): Release {
  const parsed = release.parse(JSON.parse(text));
  if (manifestText(parsed) !== text) throw new SyntaxError('The manifest is not written in its canonical form.');
  return parsed;
}

/**
 * The text that is signed, as UTF-8. It names the purpose and the signer, so that a signature can't be reused for
 * another kind of document or as the other signer's.
 */
export const signedText = (by: Signer, manifest: string): string => `p2c-review release 1\n${by}\n${manifest}`;

/** Returns a negative number if `a` is older than `b`, 0 if they are equal. Both have the form of `releaseVersion`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((one) => one.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
