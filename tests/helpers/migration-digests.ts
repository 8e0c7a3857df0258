import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Returns the first part of the SHA-256 of each migration in a source folder, such as `electron/db/migrations`,
 * together with the files that it imports.
 */
export function migrationDigests(folder: string): Record<string, string> {
  const path = resolve(root, folder);
  return Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((name) => [name.replace('.ts', ''), digest(resolve(path, name))]),
  );
}

function digest(migration: string): string {
  const hash = createHash('sha256');
  // A loop over a set also visits what is added to the set during the loop.
  const files = new Set([migration]);
  for (const file of files) {
    const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
    hash.update(source);
    for (const [, imported] of source.matchAll(/\bfrom '(\.[^']+)'/g))
      files.add(resolve(file, '..', imported as string));
  }
  return hash.digest('hex').slice(0, 16);
}
