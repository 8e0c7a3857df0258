import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { node24, root } from '../../build/machine.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Builds a copy of the sources in a folder of its own. @returns each file of `out/` with its hash. */
function built(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-build-'));
  folders.push(folder);
  for (const name of readdirSync(root))
    if (!/^(node_modules|out|dist|data|\.git|\.cache|docs)$/.test(name))
      cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { status, stderr } = spawnSync(node24, ['build/build-all.ts'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const out = join(folder, 'out');
  return new Map(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.built-from.json')
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(out.length), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

test('two builds of the same sources, wherever they are, are the same to the last byte', () => {
  const [one, other] = [built(), built()];
  expect(one.size).toBeGreaterThan(20);
  const differ = [...one].filter(([path, hash]) => other.get(path) !== hash).map(([path]) => path);
  expect([differ, other.size]).toEqual([[], one.size]);
});
