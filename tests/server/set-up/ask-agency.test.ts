import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { answered } from '#server/set-up/ask-agency.ts';

const boundary = fileURLToPath(new URL('springfield/boundary.geojson', import.meta.url));

/**
 * Simulates a terminal. `answers` has the answer to each question by its first words, or several answers that are given
 * one after another.
 */
function terminal(answers: Record<string, string | string[]>) {
  const [asked, said]: [string[], string[]] = [[], []];
  const left = Object.entries(answers).map(([words, given]) => ({ words, given: [given].flat() }));
  return {
    asked,
    said,
    question: async (text: string) => {
      asked.push(text);
      const answer = left.find(({ words }) => text.startsWith(words))?.given.shift();
      if (answer === undefined) throw new Error(`no answer to: ${text}`);
      return answer;
    },
    say: (text: string) => void said.push(text),
  };
}

const ANSWERS = {
  "The agency's name": 'Springfield Police Department',
  'The city': 'Springfield',
  'The state': 'MA',
  'Phone number for non-emergencies': '413-555-0100',
  'Phone number of the officers': '413-555-0123',
  'Time zone': 'America/New_York',
  'E-mail addresses to notify': '',
  Language: 'es',
  "GeoJSON file with the city's limits": boundary,
  'GeoJSON file with its neighborhoods': '',
  'File with its street names': '',
  Holidays: '2027-01-01, 2027-05-31',
  'The notice about false statements': 'Report only what is true.',
  'The same in Spanish': '',
  "The first administrator's username": 'admin',
  "The first administrator's name": 'First administrator',
};

test('init asks for what it needs, and what is optional may be left out', async () => {
  expect(await answered(terminal(ANSWERS))).toMatchObject({
    agency: { name: 'Springfield Police Department', city: 'Springfield', state: 'MA', language: 'es' },
    boundary,
    holidays: ['2027-01-01', '2027-05-31'],
    notice: { text: { en: 'Report only what is true.' } },
    administrator: { name: 'admin', display: 'First administrator' },
  });
});

test('an answer that cannot be used is asked for again at once, and what was answered before is kept', async () => {
  const one = terminal({
    ...ANSWERS,
    'The state': ['Massachusetts', 'MA'],
    'Phone number for non-emergencies': ['call us', '413-555-0100'],
    Language: ['Spanish', 'es'],
    "GeoJSON file with the city's limits": ['/no/such/file', boundary],
    Holidays: ['New Year', '2027-01-01'],
    "The first administrator's username": ['', 'Not a name!', 'admin'],
  });
  expect(await answered(one)).toMatchObject({ agency: { state: 'MA', language: 'es' }, holidays: ['2027-01-01'] });
  expect(one.said).toEqual([
    expect.stringContaining('agency.state: must be a two-letter state abbreviation'),
    expect.stringContaining('agency.dispatchPhone: must be a phone number'),
    expect.stringContaining('agency.language'),
    '/no/such/file cannot be read by this account (ENOENT).',
    expect.stringContaining('holidays'),
    expect.stringContaining('administrator.name'),
  ]);
  expect(one.asked.filter((text) => text.startsWith('The city'))).toHaveLength(1);
});
