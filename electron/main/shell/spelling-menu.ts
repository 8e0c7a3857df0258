import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { clipboard, selectAll } from './menu-template.ts';
import { t } from './words.ts';

const MOST_SUGGESTIONS = 5;

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'misspelledWord' | 'dictionarySuggestions' | 'selectionText'>;

/**
 * What a click with the other mouse button offers: better words for a misspelled one, and the clipboard. Empty where there
 * is nothing to offer. No word can be added to the dictionary: names of people would lie on the disk in plain.
 */
export function spellingMenu(clicked: Clicked, replace: (word: string) => void): MenuItemConstructorOptions[] {
  const { isEditable, misspelledWord, dictionarySuggestions, selectionText } = clicked;
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy', label: t('menu.copy') }];
  const words: MenuItemConstructorOptions[] = dictionarySuggestions
    .slice(0, MOST_SUGGESTIONS)
    .map((word) => ({ label: word, click: () => replace(word) }));
  if (misspelledWord !== '') {
    if (words.length === 0) words.push({ label: t('menu.noSuggestion'), enabled: false });
    words.push({ type: 'separator' });
  }
  return [...words, ...clipboard(), { type: 'separator' }, selectAll()];
}
