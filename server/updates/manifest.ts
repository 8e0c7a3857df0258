import { load } from 'js-yaml';
import { z } from 'zod';

const file = z.object({
  url: z.string().regex(/^[\w.() +-]{1,200}$/, 'must be a plain file name'),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be a SHA-512 in base64'),
  size: z.number().int().min(1),
});

/** The parts of an electron-updater generic provider manifest that we check. */
const manifest = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'must be a version such as 1.2.3'),
  files: z.array(file).min(1),
});
export type UpdateManifest = z.infer<typeof manifest>;

/**
 * Parses a `latest*.yml` with the same YAML parser as electron-updater, so that we check exactly what the updater will
 * read.
 * @throws YAMLException that names the line, or ZodError
 */
export const parseUpdateManifest = (text: string): UpdateManifest => manifest.parse(load(text));
