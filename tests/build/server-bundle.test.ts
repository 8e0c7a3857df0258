import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'out/server');
const sourceMap = z.object({ sources: z.array(z.string()) });

// Builds only if the build is older than its sources.
beforeAll(() => {
  execFileSync(process.execPath, ['build/build-all.ts'], { cwd: root });
});

const built = (ending: string) =>
  readdirSync(out)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(out, name), 'utf8'));

test('the built server contains no demo data or linkage command-line files', () => {
  const sources = built('.js.map').flatMap((text) => sourceMap.parse(JSON.parse(text)).sources);
  expect(sources).toContainEqual(expect.stringMatching(/server\/serve\.ts$/));
  expect(sources.filter((name) => /server\/(?:demo-data|link-cli)\//.test(name))).toEqual([]);
});

test('the built server contains no demo data text', () => {
  const folder = join(root, 'server/demo-data/words');
  const words = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const sentences = words.flatMap((text) =>
    [...text.matchAll(/'([^'\n]{30,})'/g)].map(([, sentence = '']) => sentence),
  );
  expect(sentences.length).toBeGreaterThan(100);
  const code = built('.js').join('\n');
  expect(sentences.filter((sentence) => code.includes(sentence))).toEqual([]);
});
