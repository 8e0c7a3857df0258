import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isListed, readPeople } from '#server/oidc/people-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'p2c-people-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (content: string | Buffer) => {
  const file = join(folder, 'people.txt');
  writeFileSync(file, content);
  return readPeople(file);
};
const person = (username: string | null, subject = 'AbC', objectId: string | null = null) => ({
  username,
  subject,
  objectId,
});

test('a list is one person a line, whatever program wrote it', async () => {
  const { people, count } = await read(
    '\uFEFF"Rivera@Police.Example"\r\n\r\n  o’brien@police.example  \r\n# note\rquill\n',
  );
  expect(count).toBe(4);
  for (const name of ['rivera@police.example', 'o’brien@police.example', 'quill'])
    expect(isListed(people, person(name)), name).toBe(true);
  expect(isListed(people, person('vega'))).toBe(false);
});

test('usernames are compared without upper and lower case, also composed letters; subjects and object ids exactly', async () => {
  const { people } = await read('RAMÍREZ\n0F2c\n');
  expect(isListed(people, person('ramírez'))).toBe(true);
  expect(isListed(people, person(null, '0F2c'))).toBe(true);
  expect(isListed(people, person(null, '0f2c'))).toBe(false);
  expect(isListed(people, person(null, 'other', '0F2c'))).toBe(true);
});

test.each([
  ['is not UTF-8', Buffer.from('\uFEFFrivera\r\n', 'utf16le'), /is not UTF-8/],
  ['has a line that is no person', `[{"userPrincipalName":"${'x'.repeat(400)}"}]`, /line 1 is too long/],
  ['is far too large', Buffer.alloc(8_000_001, 'a\n'), /is larger than 8 MB/],
])('a file that %s is refused', async (_what, content, why) => {
  await expect(read(content)).rejects.toThrow(why);
});

test('a file that is not there, and a folder, are refused', async () => {
  await expect(readPeople(join(folder, 'none.txt'))).rejects.toThrow(/There is no|none.txt/);
  await expect(readPeople(folder)).rejects.toThrow(/is not a file/);
});
