import { z } from 'zod';

const file = z.object({
  url: z.string().regex(/^[\w.() +-]{1,200}$/, 'must be a plain file name'),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be a SHA-512 in base64'),
  size: z.coerce.number().int().min(1),
});

/** What electron-updater's generic provider reads, as far as we check it. */
const manifest = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'must be a version such as 1.2.3'),
  files: z.array(file).min(1),
});
export type UpdateManifest = z.infer<typeof manifest>;

/**
 * Reads a `latest*.yml` as electron-builder writes it: top-level scalars, and `files` as a list of flat maps.
 * Other shapes of YAML are refused, so that we never check something else than what the updater will read.
 * @throws ZodError, or Error that names the line that was not understood.
 */
export function parseUpdateManifest(text: string): UpdateManifest {
  const top: Record<string, unknown> = {};
  let list: Record<string, string>[] | null = null;
  let skipping = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const complain = () => new Error(`line ${index + 1} is not understood`);
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) continue;
    const [, indent = '', dash = '', key, value = ''] = /^( *)(- )?([A-Za-z0-9]+):(?: (.*))?$/.exec(raw) ?? [];
    if (indent === '' && dash === '' && key !== undefined) {
      if (key in top) throw complain();
      // Release notes may be a block of text; nothing of it is checked.
      skipping = /^[|>][+-]?$/.test(value);
      list = value === '' ? [] : null;
      top[key] = skipping ? '' : (list ?? scalar(value));
      continue;
    }
    if (skipping && raw.startsWith(' ')) continue;
    if (list === null || key === undefined || value === '') throw complain();
    if (dash !== '') list.push({});
    const entry = list.at(-1);
    if (entry === undefined || key in entry) throw complain();
    entry[key] = scalar(value);
  }
  return manifest.parse(top);
}

function scalar(text: string): string {
  const trimmed = text.trim();
  const quoted = /^'((?:[^']|'')*)'$/.exec(trimmed)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  const doubled = /^"([^"\\]*)"$/.exec(trimmed)?.[1];
  if (doubled !== undefined) return doubled;
  if (/^[&*!|>{[%@`"']/.test(trimmed) || trimmed.includes(' #')) throw new Error('this kind of YAML is not understood');
  return trimmed;
}
