import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { CLOSED_STATES } from '#shared/domain/workflow.ts';
import type { Language } from '#shared/words/languages.ts';
import { t } from '../t.ts';
import { hintName } from '../wording/hint-words.ts';
import { KIND_WORDS, LANGUAGE_WORDS, money, STATE_WORDS } from '../wording/words.ts';
import { dayShown } from './day-typed.ts';
import { KEY_WORDS } from './key-words.ts';
import { recordsPartWords } from './records-parts.ts';

/**
 * Formats a changed value: yes or no, and titles instead of codes. Entries without a code, such as retention rules,
 * come as JSON and get a line each. Anything else is shown as it is.
 */
export function valueWords(path: string, text: string): string {
  if (text === 'true') return t('policy.yes');
  if (text === 'false') return t('policy.no');
  if (path.endsWith('Cents') && /^\d+$/.test(text)) return money(Number(text));
  const words = WORDS[path.split('.').at(-1) ?? ''];
  if (words !== undefined) return text.split(', ').map(words).join(', ');
  const rows = rowsOf(text);
  if (rows === null) return text;
  return rows
    .map((row) =>
      Object.entries(row)
        .map(([key, value]) => `${KEY_WORDS[key] ?? key}: ${rowValue(key, value)}`)
        .join(' · '),
    )
    .join('\n');
}

const kind = (code: string): string => {
  const known = REPORT_KINDS.find((one) => one === code);
  return known === undefined ? code : KIND_WORDS[known];
};
const state = (code: string): string => {
  const known = CLOSED_STATES.find((one) => one === code);
  return known === undefined ? code : STATE_WORDS[known];
};
const WORDS: Readonly<Record<string, (code: string) => string>> = {
  kind,
  kinds: kind,
  states: state,
  hints: hintName,
  holidays: dayShown,
  recordsCopy: (code) => recordsPartWords(code),
};

function rowValue(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => (WORDS[key] ?? String)(String(one))).join(', ');
  if (value === null || value === '') return t('policy.none');
  // Format the value as in the list of changes, where values are text.
  if (typeof value !== 'object') return valueWords(key, typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(value)
    .map(([inner, text]) => `${LANGUAGE_WORDS[inner as Language] ?? inner}: ${rowValue(inner, text)}`)
    .join('; ');
}

/**
 * Returns null for text that isn't a JSON list of objects, such as a letter that happens to start with `[{`.
 */
function rowsOf(text: string): object[] | null {
  if (!text.startsWith('[{')) return null;
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows.filter((one): one is object => typeof one === 'object' && one !== null) : null;
  } catch {
    return null;
  }
}
