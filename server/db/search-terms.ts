import { plainTrackingNumber } from '#shared/domain/ids.ts';
import type { FindField, FindFields } from '#shared/find-api.ts';
import { foldedWords } from './report-words.ts';

/** What a search asks for, folded in the same way as the index; see `search_terms` in the migration. */
export type Asked = {
  /** Parts of a PostgreSQL `tsquery` that must all match: those of the name, and the others. */
  terms: { name: readonly string[]; others: readonly string[] };
  /**
   * `code`: a tracking or case number without separators, or its beginning or serial. `term`: finds a tracking number.
   */
  number: { code: string; term: string } | null;
  /** Part of an item's serial number, only letters and digits. */
  code: string | null;
  /** The words of a name that are long enough to search for similar spellings. */
  names: readonly string[];
  /** Words in the name of an officer who worked on the report. */
  officer: string | null;
  /** The folded text of each field that was used, for the audit log's hashes. */
  used: Partial<Record<FindField, string>>;
  /** Fields that contain too little to search by, and how many characters they need. */
  tooShort: Partial<Record<FindField, number>>;
};

/**
 * Maximum number of words per field. This is enough for any name or address, and more words of a narrative would not
 * narrow a search further.
 */
const MOST_WORDS = 20;
/** The index keeps this many characters of a word. */
const LONGEST = 60;
const LEAST: Record<FindField, number> = {
  number: 3,
  name: 1,
  address: 1,
  phone: 4,
  serial: 3,
  words: 1,
  officer: 1,
};
const LEAST_SIMILAR = 4;

/**
 * Street words and their abbreviations. An abbreviation that begins the whole word, such as `st`, has no entry, because
 * words match as prefixes.
 */
const STREETS: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  drive: 'dr',
  place: 'pl',
  terrace: 'ter',
  road: 'rd',
  rd: 'road',
  boulevard: 'blvd',
  blvd: 'boulevard',
  lane: 'ln',
  ln: 'lane',
  court: 'ct',
  ct: 'court',
  parkway: 'pkwy',
  pkwy: 'parkway',
  highway: 'hwy',
  hwy: 'highway',
};

export function toAsked(fields: FindFields): Asked {
  const asked: Asked = {
    terms: { name: [], others: [] },
    number: null,
    code: null,
    names: [],
    officer: null,
    used: {},
    tooShort: {},
  };
  for (const [field, said] of Object.entries(fields) as [FindField, string | undefined][]) {
    if (said === undefined || said.trim() === '') continue;
    const words = foldedWords(said).slice(0, MOST_WORDS);
    const folded = words.join(field === 'number' || field === 'serial' || field === 'phone' ? '' : ' ');
    const sought =
      field === 'phone' ? digits(folded) : field === 'serial' || field === 'number' ? code(folded) : folded;
    if (sought.length < LEAST[field]) {
      asked.tooShort[field] = LEAST[field];
      continue;
    }
    asked.used[field] = sought;
    if (field === 'serial') asked.code = sought;
    else if (field === 'officer') asked.officer = sought;
    else if (field === 'number') asked.number = { code: sought, term: numberTerm(sought) };
    else if (field === 'name') {
      asked.names = words.filter((word) => word.length >= LEAST_SIMILAR);
      asked.terms = { ...asked.terms, name: words.map((word) => term('n', word, word.length > 1)) };
    } else asked.terms = { ...asked.terms, others: [...asked.terms.others, ...TERMS[field](sought, words)] };
  }
  return asked;
}

const code = (folded: string) => folded.replace(/[^a-z0-9]+/g, '');
const digits = (folded: string) => folded.replace(/\D+/g, '').replace(/^1(?=\d{10}$)/, '');

/** Folded words contain no quotes and no backslashes, so they need no escaping. */
const term = (field: string, word: string, prefix: boolean) =>
  `'${field}:${Array.from(word).slice(0, LONGEST).join('')}'${prefix ? ':*' : ''}`;

/**
 * Matches the whole tracking number or its beginning, or its serial with or without zeros. Without its T, only the
 * whole number matches, because its beginning looks like a case number. Nobody has to type the X of a longer serial.
 */
function numberTerm(code: string): string {
  const whole = plainTrackingNumber(code)?.replaceAll('-', '').toLowerCase() ?? code;
  const serial = code.replace(/^0+(?=.)/, '');
  const ways = [
    term('t', whole, /^t|^\d{6}$/.test(whole)),
    term('t', serial, false),
    // The index has the serial as it is written.
    ...(/^x?[1-9]\d{6,7}$/.test(code) ? [term('t', `X${code.replace('x', '')}`, false)] : []),
  ];
  return `(${ways.join(' | ')})`;
}

const TERMS: Record<
  Exclude<FindField, 'number' | 'name' | 'serial' | 'officer'>,
  (sought: string, words: string[]) => string[]
> = {
  // House numbers must match exactly: "41" doesn't match "4100".
  address: (_, words) =>
    words.map((word) => {
      const whole = term('a', word, !/^\d/.test(word));
      const other = STREETS[word];
      return other === undefined ? whole : `(${whole} | ${term('a', other, other.length > 3)})`;
    }),
  words: (_, words) => words.map((word) => term('w', word, word.length >= 4)),
  phone: (sought) => [term('p', Array.from(sought).reverse().join(''), true)],
};
