import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { archiveIn, givenPackage, programIn } from './packaged.ts';

const folder = givenPackage();
const archive = archiveIn(folder ?? '');
const megabytes = (bytes: number) => bytes / 1024 / 1024;

/**
 * The only files allowed in the archive. Everything that is not native is bundled, so the archive contains no other
 * package.
 */
const ALLOWED = [
  /^package\.json$/,
  /^out\/(main|threads|renderer)\/licenses\.md$/,
  /^out\/main\/(main|chunks\/[\w-]+)\.js$/,
  /^out\/threads\/[\w-]+\.cjs$/,
  /^out\/preload\/(repair-)?preload\.cjs$/,
  /^out\/renderer\/(index\.html|assets\/[\w.-]+\.(js|css|woff2|svg|png))$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w/-]+\.js|prebuilds\/[\w-]+\.node)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|build\/Release\/keytar\.node)$/,
  /^node_modules\/@node-rs\/argon2(-[\w-]+)?\/(package\.json|LICENSE|index\.js|[\w.-]+\.node)$/,
];

type Node = { files?: Record<string, Node>; unpacked?: boolean; size?: number; integrity?: { hash: string } };
type File = { path: string; node: Node };

function filesOf(node: Node, path = ''): File[] {
  return Object.entries(node.files ?? {}).flatMap(([name, one]) => {
    const at = path === '' ? name : `${path}/${name}`;
    return one.files === undefined ? [{ path: at, node: one }] : filesOf(one, at);
  });
}

describe.skipIf(folder === null)('a package', () => {
  const files = folder === null ? [] : filesOf(getRawHeader(archive).header);
  const native = files.filter(({ path }) => path.endsWith('.node')).map(({ path }) => path);

  test('has the application and what it runs on, and nothing else', () => {
    expect(listPackage(archive, { isPack: false }).length).toBeGreaterThan(30);
    expect(files.map(({ path }) => path).filter((path) => !ALLOWED.some((one) => one.test(path)))).toEqual([]);
  });

  test('has one native library of each package, for its own system', () => {
    expect(
      native
        .map((path) =>
          path
            .split('/')
            .slice(1, path.includes('@') ? 3 : 2)
            .join('/'),
        )
        .toSorted(),
    ).toEqual([expect.stringMatching(/^@node-rs\/argon2-/), 'better-sqlite3', 'keytar']);
  });

  test('keeps everything but native libraries inside the archive, where its integrity is checked', () => {
    expect(files.filter(({ node }) => node.unpacked === true).map(({ path }) => path)).toEqual(native);
    expect(files.filter(({ node }) => (node.integrity?.hash ?? '').length !== 64)).toEqual([]);
    const beside = readdirSync(`${archive}.unpacked`, { recursive: true, withFileTypes: true });
    expect(beside.filter((one) => one.isFile() && !one.name.endsWith('.node'))).toEqual([]);
  });

  test('adds at most 12 MB to Electron', () => {
    const own =
      statSync(archive).size +
      files.filter(({ node }) => node.unpacked).reduce((sum, { node }) => sum + (node.size ?? 0), 0);
    expect(megabytes(own)).toBeLessThan(12);
  });

  test('has the fuses of the configuration in its program', async () => {
    const { electronFuses } = z
      .object({ electronFuses: z.record(z.string(), z.boolean()) })
      .parse(load(readFileSync(join(import.meta.dirname, '../../../build/electron-builder.yml'), 'utf8')));
    const wire = await getCurrentFuseWire(programIn(folder ?? ''));
    const states = Object.entries(electronFuses).map(([name, wanted]) => {
      const key = FuseV1Options[`${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options];
      return { name, wanted, state: wire[key] };
    });
    expect(states.length).toBeGreaterThan(5);
    // An Electron that is older than a fuse doesn't have it.
    for (const { name, wanted, state } of states.filter((one) => one.state !== undefined))
      expect({ name, state }).toEqual({ name, state: (wanted ? '1' : '0').charCodeAt(0) });
  });
});
