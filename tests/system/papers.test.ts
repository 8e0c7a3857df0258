import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPapers } from '#server/papers/draw.ts';
import { insurerPaper } from '#server/papers/insurer-copy.ts';
import { aReport, firstPolicy } from '../helpers/builders.ts';

/* Another program, Debian's poppler-utils, reads what we print. */

const FONTS = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const name = { givenName: '王小明', familyName: '김민준 प्रिया' };
const folder = mkdtempSync(join(tmpdir(), 'p2c-papers-'));
const file = join(folder, 'copy.pdf');
const read = (program: string, ...words: string[]) => execFileSync(program, words, { encoding: 'utf8' });

beforeAll(async () => {
  const report = aReport({ serial: 4812, facts: { who: name } });
  writeFileSync(file, await drawPapers([insurerPaper(report, '26-000123', firstPolicy(), new Date())], FONTS));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the insurer's copy has the structure that a screen reader follows", () => {
  expect(read('pdfinfo', file)).toMatch(/^Tagged: +yes$/m);
  const types = read('pdfinfo', '-struct', file)
    .match(/^ *\w+/gm)
    ?.map((one) => one.trim());
  expect(types?.slice(0, 7)).toEqual(['Document', 'P', 'P', 'H1', 'Table', 'TR', 'TH']);
  expect(types).toContain('H2');
});

test('names in other scripts can be read and copied from it', () => {
  const text = read('pdftotext', '-layout', file, '-');
  for (const part of [name.givenName, '김민준', 'प्रिया']) expect(text).toContain(part);
  expect(text).not.toContain('□');
});
