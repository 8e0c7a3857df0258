import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { clipboard, selectAll } from './menu-template.ts';
import { t } from './words.ts';

const MOST_SUGGESTIONS = 5;

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'misspelledWord' | 'dictionarySuggestions' | 'selectionText'>;

/**
 * Builds the context menu: corrections for a misspelled word, and clipboard commands. Empty when there is nothing to
 * offer. Words cannot be added to the dictionary, because that would store people's names unencrypted on disk.
 */
export function spellingMenu(clicked: Clicked, replace: (word: string) => void): MenuItemConstructorOptions[] {
  const { isEditable, misspelledWord, dictionarySuggestions, selectionText } = clicked;
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy', label: t('menu.copy') }];
  const words: MenuItemConstructorOptions[] = dictionarySuggestions
    .slice(0, MOST_SUGGESTIONS)
    .map((word) => ({ label: word, click: () => replace(word) }));
  if (misspelledWord !== '') {
    if (words.length === 0) words.push({ label: t('menu.noSuggestions'), enabled: false });
    words.push({ type: 'separator' });
  }
  return [...words, ...clipboard(), { type: 'separator' }, selectAll()];
}
