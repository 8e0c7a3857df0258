import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TAKES_AWAY = /\b(?:drop|rename|truncate|delete\s+from|alter\s+column|dropColumn|renameTo|renameColumn)\b/gi;

const STRICTER = [
  /\badd\s+(?:constraint\s+\w+\s+)?(?:check|unique|foreign\s+key|primary\s+key|exclude)\b/gi,
  /\badd\s+column\s+(?:if\s+not\s+exists\s+)?\w+\s+(?![^,;`]*\bdefault\b)[^,;`]*\bnot\s+null\b/gi,
  /\bset\s+not\s+null\b/gi,
];
/** Tables with at least one row for each report. */
const LARGE =
  /\bcreate\s+(?:unique\s+)?index\s+\w+\s+on\s+(report|act|decision|letter|audit|attachment|opening|report_search|link_key|private_link)\b/gi;

/**
 * Returns what would make the previous version fail, or block everyone's writes while the migration runs: a new
 * constraint or trigger on a table that this migration did not create, or an index on a large table, which belongs in
 * LARGE_INDEXES.
 */
export function blockingStatements(source: string): string[] {
  const code = withoutComments(source);
  const own = new Set([...code.matchAll(/\bcreate\s+table\s+(\w+)/gi)].map(([, table]) => table));
  const onOthers = [
    ...code.matchAll(
      /\bcreate\s+unique\s+index\s+\w+\s+on\s+(\w+)|\bcreate\s+trigger\s+\w+\s+before\b[^]*?\bon\s+(\w+)/gi,
    ),
  ]
    .filter(([, unique, trigger]) => !own.has(unique ?? trigger ?? ''))
    .map(([words]) => words);
  const strict = STRICTER.flatMap((pattern) => [...code.matchAll(pattern)].map(([words]) => words));
  const large = [...code.matchAll(LARGE)].map(([words]) => words);
  return [...new Set([...strict, ...onOthers, ...large])].map((words) => words.replace(/\s+/g, ' ').toLowerCase());
}

const withoutComments = (source: string) =>
  source.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^\s*(?:\/\/|--).*$/gm, '');

/**
 * Returns the statements of a migration that would remove something, or change its name or type; comments are ignored.
 */
export function destructiveStatements(source: string): string[] {
  return [...withoutComments(source).matchAll(TAKES_AWAY)].map(([word]) => word.toLowerCase());
}

/** Returns the sources of a folder's migrations by name, in order. */
export function migrationSources(folder: string): Map<string, string> {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const names = readdirSync(path).sort();
  return new Map(names.map((name) => [name.replace('.ts', ''), readFileSync(path + name, 'utf8')]));
}
