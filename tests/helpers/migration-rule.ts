import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TAKES_AWAY = /\b(?:drop|rename|truncate|delete\s+from|alter\s+column|dropColumn|renameTo|renameColumn)\b/gi;

/** The words of a migration that would take something away, or give it another name or type; its comments do not count. */
export function takesAway(source: string): string[] {
  const code = source.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^\s*(?:\/\/|--).*$/gm, '');
  return [...code.matchAll(TAKES_AWAY)].map(([word]) => word.toLowerCase());
}

/** The sources of a folder's migrations by name, in their order. */
export function migrationSources(folder: string): Map<string, string> {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const names = readdirSync(path).sort();
  return new Map(names.map((name) => [name.replace('.ts', ''), readFileSync(path + name, 'utf8')]));
}
