import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The first part of the SHA-256 of each migration in a source folder, such as `electron/db/migrations`. */
export function migrationDigests(folder: string): Record<string, string> {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path + name, 'utf8').replaceAll('\r\n', '\n'))
      .digest('hex')
      .slice(0, 16);
  return Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((name) => [name.replace('.ts', ''), digest(name)]),
  );
}
