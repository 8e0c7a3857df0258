import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { menuTemplate } from '#electron/main/shell/menu-template.ts';
import { spellingMenu } from '#electron/main/shell/spelling-menu.ts';
import { speak } from '#electron/main/shell/words.ts';
import { app as es } from '#shared/words/es/app.ts';

type Item = MenuItemConstructorOptions;
const menu = (isMac: boolean, developer = false): Item[] =>
  menuTemplate({ isMac, developer, lock: () => {}, saveDiagnostics: () => {} });
const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((one) => [one, ...(Array.isArray(one.submenu) ? flat(one.submenu) : [])]);
const inNote = { isEditable: true, misspelledWord: '', dictionarySuggestions: [], selectionText: 'x' };

beforeAll(() => void speak('es'));
afterAll(() => void speak('en'));

test.each([
  ['on Windows and Linux', () => menu(false)],
  ['on macOS', () => menu(true)],
  ['of a note', () => spellingMenu(inNote, () => {})],
  ['of a text that is only read', () => spellingMenu({ ...inNote, isEditable: false }, () => {})],
])(
  "the menu %s is in Spanish for a Spanish-speaking officer, since Electron's own labels are always English",
  (_where, items) => {
    const spanish: readonly unknown[] = Object.values(es);
    const english = flat(items())
      .filter(({ type, role }) => type !== 'separator' && role !== 'appMenu')
      .filter(({ label }) => !spanish.includes(label));
    expect(english).toEqual([]);
  },
);

test('no keyboard shortcut reloads the window or opens developer tools', () => {
  const roles = (developer: boolean) => flat(menu(false, developer)).map(({ role }) => role);
  expect(roles(false)).not.toContain('reload');
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(true)).toContain('toggleDevTools');
});
