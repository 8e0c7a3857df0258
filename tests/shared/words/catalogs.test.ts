import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';

const LANGUAGES = readdirSync('shared/words', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const ROOMS = readdirSync('shared/words/en');

/** The messages of a file of catalogs by key. */
async function messagesOf(language: string, file: string): Promise<Readonly<Record<string, string>>> {
  const room = (await import(`../../../shared/words/${language}/${file}`)) as Readonly<Record<string, object>>;
  return Object.assign({}, ...Object.values(room)) as Record<string, string>;
}

/** What a message takes, as `name kind`. */
function placeholders(elements: readonly MessageFormatElement[]): string[] {
  const found = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return placeholders(element.children);
    const inside =
      element.type === TYPE.plural || element.type === TYPE.select
        ? Object.values(element.options).flatMap(({ value }) => placeholders(value))
        : [];
    return [`${element.value} ${TYPE[element.type]}`, ...inside];
  });
  return [...new Set(found)].sort();
}

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the catalogs of %s', (language) => {
  test('has the rooms of the English ones', () => expect(readdirSync(`shared/words/${language}`)).toEqual(ROOMS));

  test.each(ROOMS)('%s has every message, with the same placeholders', async (file) => {
    const [english, other] = await Promise.all([messagesOf('en', file), messagesOf(language, file)]);
    expect(Object.keys(other)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect(placeholders(parse(other[key] ?? '')), key).toEqual(placeholders(parse(text)));
  });
});

test('a key begins with the room that its message is in', async () => {
  for (const file of ROOMS.filter((one) => !/^(desk|app|portal)\.ts$/.test(one))) {
    const room = file.replace('.ts', '');
    for (const key of Object.keys(await messagesOf('en', file))) expect(key.split('.')[0]).toBe(room);
  }
});

test('every message of the portal is said somewhere, and every room of it is gathered', async () => {
  const keys: string[] = [];
  for (const file of ROOMS.filter((one) => one.startsWith('portal-'))) {
    keys.push(...Object.keys(await messagesOf('en', file)));
  }
  expect(Object.keys(await messagesOf('en', 'portal.ts')).sort()).toEqual([...keys].sort());
  const pages = readdirSync('server/portal', { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.tsx?$/.test(one),
  );
  // The table of facts names the questions.
  const sources = [...pages.map((file) => `server/portal/${file}`), 'shared/domain/fact-fields.ts'];
  const named = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/['`](portal-[a-z]+\.[^'`\s]+)['`]/g)].map(([, key]) => key ?? ''),
  );
  const said = named.map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`));
  expect(keys.filter((key) => !said.some((one) => one.test(key)))).toEqual([]);
});
