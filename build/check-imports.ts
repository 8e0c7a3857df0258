import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { type ImportRule, RULES } from './import-rules.ts';

/**
 * Checks every import in the top-level source folders (`FOLDERS`), including type imports, against the import rules and
 * looks for cycles. Prints the violations and exits with 1.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['shared', 'renderer', 'electron', 'server', 'build', 'tests'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => posix.join(folder, name)),
);
const graph = new Map(files.map((file) => [file, importsOf(file)]));
const wrong = [...graph].flatMap(([file, targets]) => targets.flatMap((target) => broken(file, target)));
const circles = findCircles(graph);

for (const line of wrong) console.error(line);
for (const circle of circles) console.error(`a circle: ${[...circle, circle[0]].join(' → ')}`);
// Without this check, a broken scanner that finds no imports at all would report success.
const edges = [...graph.values()].reduce((sum, targets) => sum + targets.length, 0);
if (edges < files.length)
  console.error(`Only ${edges} imports were found in ${files.length} files: the import reader is broken.`);
process.exit(wrong.length + circles.length === 0 && edges >= files.length ? 0 : 1);

function importsOf(file: string): string[] {
  const lang = file.endsWith('.tsx') ? 'tsx' : file.endsWith('.ts') ? 'ts' : 'js';
  const { module, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'), { lang });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const requests = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map((one) => literal(file, one.moduleRequest)),
  ];
  return [...new Set(requests.filter((one) => one !== undefined).map((request) => resolve(file, request)))];
}

/** Returns the specifier of a dynamic import if it is a string literal; computed specifiers are not checked. */
function literal(file: string, { start, end }: { start: number; end: number }): string | undefined {
  return /^(['"])(.*)\1$/.exec(readFileSync(join(root, file), 'utf8').slice(start, end))?.[2];
}

function resolve(file: string, request: string): string {
  if (request.startsWith('.')) return posix.join(dirname(file), request);
  if (request.startsWith('#')) return request.slice(1);
  return request.startsWith('node:') ? request : `npm:${request}`;
}

function broken(file: string, target: string): string[] {
  return RULES.filter((rule) => breaks(rule, file, target)).map((rule) => `${file} imports ${target}: ${rule.name}`);
}

function breaks({ from, never, only, except }: ImportRule, file: string, target: string): boolean {
  const found = from.exec(file);
  if (found === null) return false;
  // `$1` in an exception stands for the first capture group of `from`, so that a folder may import from itself.
  if (except && new RegExp(except.source.replace('$1', found[1] ?? '')).test(target)) return false;
  return (never?.test(target) ?? false) || (only !== undefined && !only.test(target));
}

/** Depth-first search. Reports each cycle once, starting at the first file visited. */
function findCircles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      found.push(path.slice(at));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) if (edges.has(next)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}
