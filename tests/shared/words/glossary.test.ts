import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';

/** Returns a message as people read it: … stands for each filled-in value, and a plural is shown in its last form. */
const shown = (elements: readonly MessageFormatElement[]): string =>
  elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value;
      if (element.type === TYPE.plural || element.type === TYPE.select)
        return shown(Object.values(element.options).at(-1)?.value ?? []);
      return '…';
    })
    .join('');

async function allMessages(): Promise<string> {
  const rooms = await Promise.all(
    readdirSync('shared/words/en').map((file) => import(`../../../shared/words/en/${file}`) as Promise<object>),
  );
  const texts = rooms.flatMap((room) =>
    Object.values(room).flatMap((words: object) => Object.values(words) as string[]),
  );
  return [...new Set(texts)]
    .map((text) => shown(parse(text)))
    .join('\n')
    .toLowerCase();
}

/** The words in the column “on the screen”. */
const onScreen = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .flatMap((line) => /^\| .* \| (.+) \|$/.exec(line)?.[1]?.split(/[;,] /) ?? [])
  .map((word) => word.trim())
  .filter((word) => !['–', '---', 'on the screen'].includes(word));

test('every word that the glossary says is on the screen is in a catalog', async () => {
  const messages = await allMessages();
  expect(onScreen.length).toBeGreaterThan(100);
  expect(onScreen.filter((word) => !messages.includes(word.toLowerCase()))).toEqual([]);
});
