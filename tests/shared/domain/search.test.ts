import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completions, parseSearch, SEARCH_FIELDS } from '#shared/domain/search.ts';

const plain = { terms: [], without: [], kinds: [], states: [], marks: [], from: null, to: null, problems: [] };
const word = (text: string, field: string | null = null) => ({ field, text, prefix: true });

test('words, phrases and fields are told apart', () => {
  expect(parseSearch('red bike "my car" street:park serial:XJ9 person:"de la Cruz"')).toEqual({
    ...plain,
    terms: [
      word('red'),
      word('bike'),
      { field: null, text: 'my car', prefix: false },
      word('park', 'street'),
      word('XJ9', 'serial'),
      { field: 'person', text: 'de la Cruz', prefix: false },
    ],
  });
});

test('a search without a letter or a number says so, and one that has only begun does not', () => {
  const nothing = [{ code: 'nothing_to_find', params: {} }];
  for (const text of ['😀', '- & !', '!! ?', '""']) expect(parseSearch(text)).toEqual({ ...plain, problems: nothing });
  for (const text of ['', '  ', '-', '"', 'kind:', 'Park & Main', 'has:flag'])
    expect(parseSearch(text).problems).toEqual([]);
});

test("kinds, states, days and flags filter by the report's properties", () => {
  expect(
    parseSearch('kind:lost KIND:fraud state:answered from:2026-10-01 to:2026-10-31 has:photos is:duplicate'),
  ).toEqual({
    ...plain,
    kinds: ['lost_property', 'fraud'],
    states: ['resubmitted'],
    marks: ['photo', 'duplicate'],
    from: '2026-10-01',
    to: '2026-10-31',
  });
  expect(parseSearch('is:closed').states).toContain('rejected');
  expect(parseSearch('is:any').states).toHaveLength(10);
  // A single status is narrower than a group of them, so the single status applies.
  for (const text of ['state:approved is:closed', 'is:any state:approved']) {
    expect(parseSearch(text).states).toEqual(['approved']);
  }
});

test('flags can be typed as shown on screen or by their names', () => {
  expect(parseSearch('is:overdue has:flags is:duplicate').marks).toEqual(['over', 'hint', 'duplicate']);
  expect(parseSearch('is:over has:hint has:duplicate').marks).toEqual(['over', 'hint', 'duplicate']);
  expect(parseSearch('is:constructor is:photo').marks).toEqual([]);
});

test('an unknown field is told and looked for as words; an unknown value is told and counts for nothing', () => {
  const unknown = parseSearch('color:red');
  expect(unknown.problems).toEqual([{ code: 'unknown_field', params: { field: 'color' } }]);
  expect(unknown.terms).toEqual([word('color:red')]);
  const value = parseSearch('kind:arson from:2026-02-30');
  expect(value.problems).toEqual([
    { code: 'not_an_option', params: { field: 'kind', value: 'arson' } },
    { code: 'not_a_date', params: { field: 'from' } },
  ]);
  expect(value).toMatchObject({ kinds: [], from: null, terms: [] });
});

test('a minus in front leaves a word out; elsewhere it is a part of the word', () => {
  expect(parseSearch('bike -red -street:park -"my car" T26-004812')).toEqual({
    ...plain,
    terms: [word('bike'), word('T26-004812')],
    without: [word('red'), word('park', 'street'), { field: null, text: 'my car', prefix: false }],
  });
  expect(parseSearch('bike -kind:fraud').problems).toEqual([
    { code: 'only_words_left_out', params: { field: 'kind' } },
  ]);
  expect(parseSearch('bike -kind:fraud').kinds).toEqual([]);
  expect(parseSearch('-red kind:fraud')).toEqual({ ...plain, kinds: ['fraud'], without: [word('red')] });
  expect(parseSearch('bike -')).toEqual({ ...plain, terms: [word('bike')] });
  expect(parseSearch('bike -street:')).toEqual({ ...plain, terms: [word('bike')] });
});

test('a term that is still being typed does not filter yet', () => {
  expect(parseSearch('kind:')).toEqual(plain);
  expect(parseSearch('bike street:')).toEqual({ ...plain, terms: [word('bike')] });
  expect(parseSearch('"my c').terms).toEqual([{ field: null, text: 'my c', prefix: false }]);
});

test('the beginning of a value counts as that value once it is unambiguous', () => {
  expect(parseSearch('kind:lar state:appr').kinds).toEqual(['larceny']);
  expect(parseSearch('kind:lar state:appr').states).toEqual(['approved']);
  for (const text of ['kind:l', 'kind:larks', 'state:re', 'kind:constructor', 'kind:con']) {
    expect([text, parseSearch(text).problems.length]).toEqual([text, 1]);
  }
});

test('any text is a valid search', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { terms } = parseSearch(text);
      expect(terms.every(({ text: one }) => one.length > 0)).toBe(true);
    }),
  );
});

test('fields are suggested by their beginning, and then their values', () => {
  expect(completions('bike s').options.map(({ insert }) => insert)).toEqual(['state:', 'street:', 'serial:']);
  expect(completions('bike s').start).toBe(5);
  expect(completions('kind:l').options.map(({ insert }) => insert)).toEqual(['kind:larceny ', 'kind:lost ']);
  expect(completions('')).toEqual({ start: 0, options: [] });
  for (const field of SEARCH_FIELDS) expect(completions(field).options).not.toEqual([]);
});
