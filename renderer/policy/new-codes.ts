import type { Policy } from '#shared/domain/policy.ts';
import type { Language } from '#shared/words/languages.ts';
import { type Doc, listAt, textAt, withValue } from './document.ts';

/** The lists whose entries have codes, and the field with an entry's title. */
export const CODED_LISTS = {
  reasons: 'title',
  offenses: 'title',
  missingItems: 'title',
  sentences: 'title',
  notices: 'title',
  screening: 'ask',
  mustAccept: 'rule',
} as const;
export type CodedList = keyof typeof CODED_LISTS;
const LISTS = Object.keys(CODED_LISTS) as CodedList[];
export const isCodedList = (part: string): part is CodedList => LISTS.some((one) => one === part);

/**
 * Codes in the version in force, such as `reasons.duplicate`. They can't be renamed, because decisions refer to them.
 */
export type KnownCodes = ReadonlySet<string>;

export const codesOf = (policy: Policy): KnownCodes =>
  new Set(LISTS.flatMap((list) => policy[list].map(({ code }) => `${list}.${code}`)));

/**
 * Generates codes for new entries from their titles, so that nobody has to make one up. A typed code stays.
 * @param known null if the version in force isn't on this workstation, so it's unknown which entries are new.
 */
export function withNewCode(before: Doc, after: Doc, known: KnownCodes | null, language: Language): Doc {
  if (known === null) return after;
  return LISTS.reduce((doc, list) => {
    if (listAt(before, list) === listAt(after, list)) return doc;
    return listAt(after, list).reduce<Doc>((inner, _, at) => {
      const path = `${list}.${at}`;
      const title = (of: Doc) => textAt(of, `${path}.${CODED_LISTS[list]}.${language}`);
      const code = textAt(after, `${path}.code`);
      const isMade = code === '' || code === codeFor(title(before), before, list, at);
      if (title(before) === title(after) || !isMade || known.has(`${list}.${code}`)) return inner;
      return withValue(inner, `${path}.code`, codeFor(title(after), after, list, at));
    }, doc);
  }, after);
}

/** Maximum length of a code. */
const LONGEST = 40;
/** Suffixes are letters, because codes have no digits. */
const ENDINGS = ['', '_b', '_c', '_d', '_e', '_f', '_g', '_h'];

/** Generates a code that is unique in the list: lowercase letters and underscores, as in the policy's schema. */
function codeFor(title: string, doc: Doc, list: CodedList, place: number): string {
  const base = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, LONGEST - 2);
  const others = listAt(doc, list).flatMap((_, at) => (at === place ? [] : [textAt(doc, `${list}.${at}.code`)]));
  return ENDINGS.map((ending) => base + ending).find((code) => !others.includes(code)) ?? base;
}
