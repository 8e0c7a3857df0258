import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../machine.mjs';

/** @typedef {{ version: string, os?: string[], cpu?: string[], libc?: string[], dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Locked */

/**
 * Returns the folders in node_modules that a program with these imports needs: the packages and all their dependencies.
 * The lockfile says which ones this system needs.
 * @param {string[]} imported @returns {{ path: string, name: string, version: string }[]} sorted by path.
 * @throws Error if one of them is not installed.
 */
export function neededPackages(imported) {
  /** @type {Record<string, Locked>} */
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  /** @type {Set<string>} */
  const needed = new Set();
  const fits = (/** @type {Locked} */ { os, cpu, libc }) =>
    (os?.includes(process.platform) ?? true) &&
    (cpu?.includes(process.arch) ?? true) &&
    (libc?.includes('glibc') ?? true);

  /**
   * Looks where Node does: inside the package, then in each folder above it. @param {string} from @param {string} name
   */
  const find = (from, name) => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (locked[path] !== undefined) return path;
      if (at === '') return null;
    }
  };
  const add = (/** @type {string} */ from, /** @type {string} */ name, isOptional = false) => {
    const path = find(from, name);
    const entry = path === null ? undefined : locked[path];
    if (path === null || entry === undefined || !fits(entry) || !existsSync(join(root, path))) {
      if (isOptional) return;
      throw new Error(`${name}, which ${from || 'the server'} imports, is not installed`);
    }
    if (needed.has(path)) return;
    needed.add(path);
    for (const one of Object.keys(entry.dependencies ?? {})) add(path, one);
    for (const one of Object.keys({ ...entry.optionalDependencies, ...entry.peerDependencies })) add(path, one, true);
  };
  for (const name of imported) add('', name);
  return [...needed].sort().map((path) => ({
    path,
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: locked[path]?.version ?? '',
  }));
}
