import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TAKES_AWAY = /\b(?:drop|rename|truncate|delete\s+from|alter\s+column|dropColumn|renameTo|renameColumn)\b/gi;

/** Statements of a migration that would remove something, or change its name or type; comments are ignored. */
export function takesAway(source: string): string[] {
  const code = source.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^\s*(?:\/\/|--).*$/gm, '');
  return [...code.matchAll(TAKES_AWAY)].map(([word]) => word.toLowerCase());
}

/** The sources of a folder's migrations by name, in order. */
export function migrationSources(folder: string): Map<string, string> {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const names = readdirSync(path).sort();
  return new Map(names.map((name) => [name.replace('.ts', ''), readFileSync(path + name, 'utf8')]));
}
