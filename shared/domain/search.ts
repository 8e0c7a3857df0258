import { REPORT_KINDS } from './kinds.ts';
import { REPORT_STATES, type ReportKind, type ReportState } from './report.ts';
import { CLOSED_STATES, OPEN_STATES } from './workflow.ts';

/** Parts of a report that can be searched individually. */
export const TEXT_FIELDS = ['number', 'person', 'street', 'offense', 'item', 'serial', 'how', 'contact'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Field names typed before the colon, in the order they are suggested. */
export const SEARCH_FIELDS = [
  'kind',
  'state',
  'from',
  'to',
  'is',
  'has',
  'street',
  'person',
  'serial',
  'item',
  'offense',
  'number',
  'how',
  'contact',
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** A part of the search that can't be interpreted: an unknown field, or a value that the field doesn't accept. */
export type SearchProblem =
  | { code: 'unknown_field' | 'not_a_date' | 'only_words_left_out'; params: { field: string } }
  | { code: 'nothing_to_find'; params: Record<string, never> }
  | { code: 'not_an_option'; params: { field: SearchField; value: string } };

const KIND_VALUES: Record<string, ReportKind> = {
  ...Object.fromEntries(REPORT_KINDS.map((kind) => [kind, kind])),
  damage: 'vandalism',
  stolen: 'larceny',
  theft: 'larceny',
  lost: 'lost_property',
  identity: 'fraud',
};

const STATE_VALUES: Record<string, ReportState> = {
  ...Object.fromEntries(REPORT_STATES.map((state) => [state, state])),
  new: 'submitted',
  answered: 'resubmitted',
  waiting: 'awaiting_citizen',
  closed: 'closed_no_answer',
};

/** Values to suggest for fields that have a fixed set; `parseSearch` also accepts other words for them. */
export const FIELD_VALUES: Partial<Record<SearchField, readonly string[]>> = {
  kind: ['vandalism', 'larceny', 'lost', 'fraud'],
  state: ['new', 'answered', 'waiting', 'returned', 'escalated', 'appealed', 'approved', 'rejected', 'withdrawn'],
  is: ['open', 'closed', 'any', 'duplicate', 'mine', 'overdue', 'unsent'],
  has: ['photo', 'flag', 'duplicate', 'danger', 'message', 'overdue-message', 'draft'],
};

export const MARKS = [
  'duplicate',
  'photo',
  'hint',
  'danger',
  'message',
  'overdue_message',
  'draft',
  'mine',
  'over',
  'unsent',
] as const;
export type Mark = (typeof MARKS)[number];

/** Maps typed text (a mark's name, or its label on the screen) to the mark. */
const MARK_VALUES: ReadonlyMap<string, Mark> = new Map([
  ...MARKS.map((mark): [string, Mark] => [mark, mark]),
  ['duplicate', 'duplicate'],
  ['flag', 'hint'],
  ['overdue', 'over'],
  ['overdue-message', 'overdue_message'],
]);
/** Marks that are searched with `has:`; the others use `is:`. */
const HAD: readonly (Mark | undefined)[] = [
  'duplicate',
  'photo',
  'hint',
  'danger',
  'message',
  'overdue_message',
  'draft',
];

/**
 * Words that must be adjacent and in this order. With `prefix`, the last word may be the beginning of a longer word.
 */
export type Term = { field: TextField | null; text: string; prefix: boolean };

export type Search = {
  terms: Term[];
  /** Terms that must not be in the report. */
  without: Term[];
  kinds: ReportKind[];
  states: ReportState[];
  marks: Mark[];
  /** Calendar days (YYYY-MM-DD) in the agency's time zone. */
  from: string | null;
  to: string | null;
  /** The parts that can't be interpreted; the rest of the search still applies. */
  problems: SearchProblem[];
};

const PART = /-?(\p{L}+):(?=\s|$)|((?<!\S)-(?=[\p{L}\p{N}"]))?(?:(\p{L}+):)?(?:"([^"]*)"?|([^\s"]+))/gu;
const SEARCHABLE = /[\p{L}\p{N}]/u;

/**
 * Parses what an officer typed: words, "phrases" and fields such as `kind:larceny`. Any text is valid: unknown fields
 * are searched as words, and values that a field doesn't accept are reported. Repeating a field widens the search
 * (`kind:fraud kind:lost`); different fields narrow it. A minus in front leaves out reports with that word.
 */
export function parseSearch(text: string): Search {
  const search: Search = {
    terms: [],
    without: [],
    kinds: [],
    states: [],
    marks: [],
    from: null,
    to: null,
    problems: [],
  };
  const among: ReportState[] = [];
  let isBegun = /^-?"?$/u.test(text.trim());
  for (const [whole, alone, minus, field, phrase, word] of text.matchAll(PART)) {
    // Ignore a field whose value hasn't been typed yet.
    if (alone !== undefined) {
      isBegun = true;
      continue;
    }
    const value = phrase ?? word ?? '';
    const terms = minus === undefined ? search.terms : search.without;
    const term = (name: TextField | null) => {
      if (SEARCHABLE.test(value)) terms.push({ field: name, text: value, prefix: phrase === undefined });
    };
    if (field === undefined) term(null);
    else if (isTextField(field.toLowerCase())) term(field.toLowerCase() as TextField);
    else if (minus !== undefined && isSearchField(field.toLowerCase())) {
      search.problems.push({ code: 'only_words_left_out', params: { field } });
    } else if (field.toLowerCase() === 'is' && Object.hasOwn(GROUPS, value.toLowerCase())) {
      among.push(...(GROUPS[value.toLowerCase()] ?? []));
    } else if (!takeFacet(search, field.toLowerCase(), value.toLowerCase())) {
      search.problems.push({ code: 'unknown_field', params: { field } });
      terms.push({ field: null, text: whole, prefix: phrase === undefined });
    }
  }
  // A typed status takes precedence over a group of statuses, because it is narrower.
  if (search.states.length === 0) search.states.push(...among);
  const isEmpty = Object.values(search).every((part) => part === null || part.length === 0);
  if (isEmpty && !isBegun) search.problems.push({ code: 'nothing_to_find', params: {} });
  return search;
}

/** Groups of statuses that `is:` accepts besides marks. */
const GROUPS: Readonly<Record<string, readonly ReportState[]>> = {
  open: OPEN_STATES,
  closed: CLOSED_STATES,
  any: [...OPEN_STATES, ...CLOSED_STATES],
};

/** Applies one field and returns whether it exists; an invalid value is added to the search's problems. */
function takeFacet(search: Search, field: string, value: string): boolean {
  switch (field) {
    case 'kind':
      return add(search, search.kinds, begun(KIND_VALUES, value), 'kind', value);
    case 'state':
      return add(search, search.states, begun(STATE_VALUES, value), 'state', value);
    case 'has': {
      const mark = MARK_VALUES.get(value.replace(/s$/, ''));
      return add(search, search.marks, HAD.includes(mark) ? mark : undefined, 'has', value);
    }
    case 'is':
      add(search, search.marks, value === 'photo' ? undefined : MARK_VALUES.get(value), 'is', value);
      return true;
    case 'from':
    case 'to':
      if (isDay(value)) search[field] = value;
      else search.problems.push({ code: 'not_a_date', params: { field } });
      return true;
    default:
      return false;
  }
}

/**
 * Looks up a typed value. An unambiguous prefix of at least two letters is enough, so that results narrow with each
 * letter typed.
 */
function begun<T>(values: Readonly<Record<string, T>>, typed: string): T | undefined {
  if (Object.hasOwn(values, typed) || typed.length < 2) return values[typed];
  const meant = new Set(Object.keys(values).flatMap((one) => (one.startsWith(typed) ? [values[one] as T] : [])));
  return meant.size === 1 ? [...meant][0] : undefined;
}

function add<T>(search: Search, list: T[], found: T | undefined, field: SearchField, value: string): true {
  if (found === undefined) search.problems.push({ code: 'not_an_option', params: { field, value } });
  else list.push(found);
  return true;
}

const isSearchField = (name: string): boolean => (SEARCH_FIELDS as readonly string[]).includes(name);
const isTextField = (name: string): boolean => (TEXT_FIELDS as readonly string[]).includes(name);

function isDay(value: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

/**
 * Where the last word typed starts, and its completions; the list may be empty. `field` is the suggested field, or null
 * when a value is suggested.
 */
export function completions(text: string): { start: number; options: { insert: string; field: SearchField | null }[] } {
  const start = text.search(/\S*$/);
  const typed = text.slice(start).toLowerCase();
  const colon = typed.indexOf(':');
  if (colon !== -1) {
    const field = typed.slice(0, colon);
    const values = FIELD_VALUES[field as SearchField] ?? [];
    const begun = typed.slice(colon + 1);
    const options = values.filter((one) => one.startsWith(begun) && one !== begun);
    return { start, options: options.map((one) => ({ insert: `${field}:${one} `, field: null })) };
  }
  if (typed === '') return { start, options: [] };
  const fields = SEARCH_FIELDS.filter((field) => field.startsWith(typed));
  return { start, options: fields.map((field) => ({ insert: `${field}:`, field })) };
}
