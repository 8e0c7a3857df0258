import { expect, test, vi } from 'vitest';
import { spellingMenu } from '#electron/main/shell/spelling-menu.ts';

const inNote = { isEditable: true, misspelledWord: '', dictionarySuggestions: [], selectionText: '' };
const offers = (items: ReturnType<typeof spellingMenu>) => items.map(({ label, role, type }) => role ?? label ?? type);

test('a misspelled word is replaced by the chosen suggestion, out of at most five', () => {
  const replace = vi.fn();
  const clicked = { ...inNote, misspelledWord: 'bycicle', dictionarySuggestions: ['bicycle', 'b', 'c', 'd', 'e', 'f'] };
  const items = spellingMenu(clicked, replace);
  expect(offers(items).slice(0, 6)).toEqual(['bicycle', 'b', 'c', 'd', 'e', 'separator']);
  items[0]?.click?.({} as never, undefined, {});
  expect(replace).toHaveBeenCalledWith('bicycle');
});

test('the menu says so if there are no suggestions', () => {
  const [first] = spellingMenu({ ...inNote, misspelledWord: 'Xyzzq' }, vi.fn());
  expect(first).toMatchObject({ label: 'No suggestions', enabled: false });
});

test('no word of a letter can be saved to a dictionary on disk', () => {
  const all = spellingMenu({ ...inNote, misspelledWord: 'Núñez', dictionarySuggestions: ['Nunez'] }, vi.fn());
  expect(offers(all)).toEqual(['Nunez', 'separator', 'cut', 'copy', 'paste', 'separator', 'selectAll']);
});

test('selected text elsewhere can be copied, and a click on nothing opens no menu', () => {
  expect(offers(spellingMenu({ ...inNote, isEditable: false, selectionText: 'WTU 123' }, vi.fn()))).toEqual(['copy']);
  expect(spellingMenu({ ...inNote, isEditable: false }, vi.fn())).toEqual([]);
});
