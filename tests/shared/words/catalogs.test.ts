import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';

const LANGUAGES = readdirSync('shared/words', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const ROOMS = readdirSync('shared/words/en');
/** Catalogs that combine several rooms. */
const GATHERED = /^(desk|app|portal)\.ts$/;

/** Returns the messages of a catalog file, by key. */
async function messagesOf(language: string, file: string): Promise<Readonly<Record<string, string>>> {
  const room = (await import(`../../../shared/words/${language}/${file}`)) as Readonly<Record<string, object>>;
  return Object.assign({}, ...Object.values(room)) as Record<string, string>;
}

/** Returns a message's placeholders, as `name kind`. */
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
  for (const file of ROOMS.filter((one) => !GATHERED.test(one))) {
    const room = file.replace('.ts', '');
    for (const key of Object.keys(await messagesOf('en', file))) expect(key.split('.')[0]).toBe(room);
  }
});

test('every room belongs to the window, the main process, the portal or the letters', async () => {
  const gathered = new Set<string>();
  for (const file of ROOMS.filter((one) => GATHERED.test(one) || one === 'letters.ts'))
    for (const key of Object.keys(await messagesOf('en', file))) gathered.add(key);
  for (const file of ROOMS.filter((one) => !GATHERED.test(one)))
    expect(
      Object.keys(await messagesOf('en', file)).filter((key) => !gathered.has(key)),
      file,
    ).toEqual([]);
  const portal = ROOMS.filter((one) => one.startsWith('portal-') || one === 'places.ts');
  const keys = await Promise.all(portal.map(async (file) => Object.keys(await messagesOf('en', file))));
  expect(Object.keys(await messagesOf('en', 'portal.ts')).sort()).toEqual(keys.flat().sort());
});

/** The window's messages are checked in tests/renderer/words/complete.test.ts. */
test.each([
  ['portal-', ['server/portal']],
  ['menu', ['electron/main']],
  ['letters', ['shared/letters', 'server/papers']],
])('every message of the rooms %s is said somewhere', async (room, folders) => {
  const files = ROOMS.filter((one) => one === `${room}.ts` || (room.endsWith('-') && one.startsWith(room)));
  const keys = (await Promise.all(files.map((file) => messagesOf('en', file)))).flatMap((one) => Object.keys(one));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((one) => /\.tsx?$/.test(one))
      .map((one) => readFileSync(`${folder}/${one}`, 'utf8')),
  );
  // The form's messages are named in the fact table.
  if (room === 'portal-') sources.push(readFileSync('shared/domain/fact-fields.ts', 'utf8'));
  const named = sources.flatMap((text) =>
    [...text.matchAll(/['`]((?:portal-[a-z]+|menu|letters)\.[^'`\s]+)['`]/g)].map(([, key]) => key ?? ''),
  );
  const said = named.map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !said.some((one) => one.test(key)))).toEqual([]);
});
