import type { AuditEntry, AuditGroup } from '#shared/audit-api.ts';
import type { FindField } from '#shared/find-api.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { dayAndTime, longDay, type Zone } from '../model/time.ts';
import { locale, sayIfThere, t } from '../t.ts';
import { FIND_FIELD_WORDS } from '../wording/find-words.ts';
import { hintName } from '../wording/hint-words.ts';
import { PAIR_WORDS } from '../wording/pair-words.ts';
import {
  ACT_NOUNS,
  CALL_WORDS,
  COURTESY_WORDS,
  KIND_WORDS,
  LANGUAGE_WORDS,
  ROLE_WORDS,
  STATE_WORDS,
} from '../wording/words.ts';
import { detailName } from './detail-names.ts';
import { GROUP_WORDS } from './group-words.ts';

export type DetailLine = { name: string; words: string };
export type EntryTerms = {
  /** The names to show for ids. */
  names: Readonly<Record<string, string>>;
  titles: PolicyTitles;
  now: number;
  zone: Zone;
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** A list names this many entries and only counts the rest. */
const MOST_NAMES = 5;
const MOST_CHARACTERS = 200;
/** Shown in place of a code that only a newer server knows. */
const NEWER = t('audit-log.newerCode');

/**
 * Returns what an entry is about: a name or number, a version, a week, or a workstation; null if nothing in particular.
 */
export function aboutWords({ action, about }: Pick<AuditEntry, 'action' | 'about'>): string | null {
  if (about === null || ID.test(about)) return null;
  if (/^\d+$/.test(about)) return t('audit-log.versionN', { n: Number(about) });
  if (action === 'review.draw' && DAY.test(about)) return t('audit-log.weekOf', { day: longDay(about) });
  const [, workstation] = /^workstation (.+)$/.exec(about) ?? [];
  return workstation === undefined ? about : t('audit-log.workstation', { name: workstation });
}

/**
 * Describes the details of an entry: names for ids, titles for codes, local times for timestamps. Ids without a name
 * are left out. Codes that only a newer server knows are not shown as raw codes.
 */
export function detailLines(
  { action, detail }: Pick<AuditEntry, 'action' | 'detail'>,
  terms: EntryTerms,
): DetailLine[] {
  // JSONB sorts keys by length, which puts "to" before "from".
  const inOrder = Object.entries(detail).toSorted(
    ([one], [other]) => Number(other === 'from') - Number(one === 'from'),
  );
  return inOrder.flatMap(([key, value]) => {
    const name = detailName(action, key);
    const words = name === null || value === null ? '' : valueWords(key, value, terms);
    return name === null || words === '' ? [] : [{ name: name ?? t('audit-log.newerDetail'), words }];
  });
}

/** Booleans that are shown even when false. */
const TOLD_IF_FALSE: ReadonlySet<string> = new Set(['wrong', 'blind']);

function valueWords(key: string, value: unknown, terms: EntryTerms): string {
  // The value is the ID of a letter, so show only that there is a letter.
  if (key === 'withdrawn') return t('ui.yes');
  if (typeof value === 'boolean') return value ? t('ui.yes') : TOLD_IF_FALSE.has(key) ? t('ui.no') : '';
  if (typeof value === 'number') return value.toLocaleString(locale());
  if (typeof value === 'string') return textWords(key, value, terms);
  if (Array.isArray(value)) return listWords(value, terms);
  // Show which fields a search used. The text typed is stored only as a keyed hash, so it can't be shown.
  return Object.keys(value ?? {})
    .map((field) => FIND_FIELD_WORDS[field as FindField] ?? field)
    .join(', ');
}

function textWords(key: string, value: string, { names, titles, now, zone }: EntryTerms): string {
  if (ID.test(value)) return names[value] ?? '';
  if (INSTANT.test(value)) return dayAndTime(value, now, zone);
  if (DAY.test(value)) return longDay(value);
  const cut = value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
  switch (key) {
    case 'hint':
      return hintName(value);
    case 'reasonCode':
      return titles.reason(value);
    // Free text that somebody typed.
    case 'reason':
      return cut;
    case 'why':
    case 'code':
      return sayIfThere(`audit-log.why.${value}`, {}) ?? sayIfThere(`errors.${value}`, {}) ?? NEWER;
    case 'window': {
      const [from = '', to = ''] = value.split('-');
      return t('audit-log.windowFromTo', { from, to });
    }
    case 'verdict':
      return sayIfThere(`second-review.outcomeWords.${value}`, {}) ?? NEWER;
    case 'category':
      return sayIfThere(`second-review.category.${value}`, {}) ?? NEWER;
    case 'group':
      return GROUP_WORDS[value as AuditGroup] ?? NEWER;
    default:
      return CODES[value] ?? cut;
  }
}

/**
 * Lists the first few names or codes in words and how many more there are; returns only the count if none has a name.
 */
function listWords(list: readonly unknown[], { names }: EntryTerms): string {
  const named = list
    .slice(0, MOST_NAMES)
    .flatMap((id) => (typeof id === 'string' ? (names[id] ?? CODES[id] ?? []) : []));
  const others = list.length - named.length;
  if (named.length === 0) return list.length.toLocaleString(locale());
  const words = named.join(', ');
  return others === 0 ? words : t('audit-log.andMore', { list: words, n: others });
}

/** Codes that mean the same in every entry. */
const CODES: Readonly<Record<string, string>> = {
  ...ACT_NOUNS,
  ...CALL_WORDS,
  ...COURTESY_WORDS,
  ...KIND_WORDS,
  ...LANGUAGE_WORDS,
  ...PAIR_WORDS,
  ...ROLE_WORDS,
  ...STATE_WORDS,
  dispatch: t('review.dangerDispatch'),
  not_danger: t('review.dangerNot'),
  first: t('audit-log.firstPage'),
  next: t('audit-log.nextPage'),
  view: t('audit-log.view'),
  original: t('audit-log.original'),
  out: t('audit-log.release.out'),
  paused: t('audit-log.release.paused'),
  withdrawn: t('audit-log.release.withdrawn'),
  confirmed: t('audit-log.confirmed'),
  declined: t('audit-log.declined'),
  metrics: t('audit-log.scope.metrics'),
  audit: t('audit-log.scope.audit'),
  database: t('audit-log.database'),
  keys: t('audit-log.keys'),
  yes: t('ui.yes'),
  no: t('ui.no'),
};
