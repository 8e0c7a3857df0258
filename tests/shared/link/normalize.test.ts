import { expect, test } from 'vitest';
import { normalize, streetsOf } from '#shared/link/normalize.ts';
import { soundex } from '#shared/link/text.ts';

test('names in any script keep their letters and lose case, accents and titles', () => {
  expect(normalize('name', ['Dr. José  Peña Jr.'])).toBe('jose pena');
  expect(normalize('name', ['İnci'])).toBe('inci');
  expect(normalize('name', ['王 小明'])).toBe('王 小明');
  expect(normalize('name', ["O'Brien-Łuk"])).toBe('obrien łuk');
  expect(normalize('name', ['Mary A.'])).toBe('mary');
});

test.each([
  ['Mr J Smith', 'j smith'],
  ['Miss Ana Peña', 'ana pena'],
  ['Prof. Dr. R. Hill', 'r hill'],
  ['Rev. Omar King, Esq.', 'omar king'],
  ['Sir Ivan Moore IV', 'ivan moore'],
  ['Lena Clark, Ph.D.', 'lena clark'],
  ['Lena Clark M.D.', 'lena clark'],
  ['Sra. Rosa Flores', 'rosa flores'],
  ['Srta Vera Torres', 'vera torres'],
  ['Don José García', 'jose garcia'],
  ['Doña Alma García', 'alma garcia'],
  ['Don Smith', 'don smith'],
  ['Md Rahman', 'md rahman'],
  ['Iv', 'iv'],
  ['Mrs.', ''],
])('the name %s is %s: titles say nothing, and go before initials are judged', (text, wanted) => {
  expect(normalize('name', [text])).toBe(wanted);
});

test('a phone number is its last ten digits, and a placeholder becomes empty', () => {
  expect(normalize('phone', ['+1 (860) 555-0123'])).toBe('8605550123');
  expect(normalize('phone', ['0000000000'])).toBe('');
  expect(normalize('phone', ['12'])).toBe('');
});

test('an email address loses its tag, and a street address gets postal abbreviations', () => {
  expect(normalize('email', [' Ann+p2c@Example.ORG '])).toBe('ann@example.org');
  expect(normalize('email', ['nobody'])).toBe('');
  expect(normalize('address', ['12 North Main Street'])).toBe('12 n main st');
  expect(normalize('unit', ['Apt. 4 B'])).toBe('4b');
  expect(normalize('house_number', ['435 s. la cienega'])).toBe('435');
  expect(normalize('house_number', ['3rd st.'])).toBe('');
});

test.each([
  ['12 North Main Street', ['main st']],
  ['550 Main St Apt 4', ['main st']],
  ['100 block of Albany Avenue', ['albany ave']],
  ['Main St & Park St', ['main st', 'park st']],
  ['Farmington Ave / Sigourney St', ['farmington ave', 'sigourney st']],
  ['21 Park Terrace, Hartford CT', ['park ter']],
  ['Bushnell Park', ['bushnell park']],
  ['12', []],
  ['', []],
])('the streets of "%s"', (address, streets) => {
  expect(streetsOf(normalize('address', [address]))).toEqual(streets);
});

test('the streets of a very long address are found at once', () => {
  const start = performance.now();
  expect(streetsOf(normalize('address', ['12 main '.repeat(12_000)])).length).toBeLessThan(4);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('invalid points, dates and instants become empty', () => {
  expect(normalize('point', ['41.7', '-72.6'])).toBe('41.7,-72.6');
  expect(normalize('point', ['0', '0'])).toBe('');
  expect(normalize('point', ['', ''])).toBe('');
  expect(normalize('point', ['95', '10'])).toBe('');
  expect(normalize('date', ['1980-02-03'])).toBe('19800203');
  expect(normalize('date', ['unknown'])).toBe('');
  expect(normalize('instant', ['2011-07-01 01:32:33'])).toBe(String(Date.UTC(2011, 6, 1, 1, 32, 33)));
  expect(normalize('instant', ['2020-01-02 17:14:21+00:00'])).toBe(String(Date.UTC(2020, 0, 2, 17, 14, 21)));
  expect(normalize('instant', ['soon'])).toBe('');
});

test.each([
  ['03/07/2026 02:05 PM', Date.UTC(2026, 2, 7, 14, 5)],
  ['3/7/2026 12:05:09 am', Date.UTC(2026, 2, 7, 0, 5, 9)],
  ['7.3.2026 14:05', Date.UTC(2026, 2, 7, 14, 5)],
  ['7/Mar/26 14:05', Date.UTC(2026, 2, 7, 14, 5)],
  ['Mar 7, 2026 2:05 p.m.', Date.UTC(2026, 2, 7, 14, 5)],
  ['2026-03-07 2:05 PM', Date.UTC(2026, 2, 7, 14, 5)],
  ['2026-03-07T14:05:00Z', Date.UTC(2026, 2, 7, 14, 5)],
  ['2026-03-07 09:05-05:00', Date.UTC(2026, 2, 7, 14, 5)],
])('the time %s is read, in UTC if it names no zone', (text, wanted) => {
  expect(normalize('instant', [text])).toBe(String(wanted));
});

test('a field of ten million characters is truncated rather than processed in full', () => {
  expect(normalize('text', ['word '.repeat(2_000_000)]).length).toBeLessThanOrEqual(100_000);
});

test('license plates are found in a narrative; years and amounts are not taken for plates', () => {
  expect(normalize('plates', ['my car AB-12345 and $1200 in 2024, then xk2 981'])).toBe('ab12345');
});

test('a car, a time, a length or a word with a digit in it is no plate', () => {
  const told = 'some1 in an F-150 or CX-5 at 10-30pm, 1200am, 100ft from the 3rd-4th house, any1 saw it, 24hrs, 2x4s';
  expect(normalize('plates', [told])).toBe('');
  expect(normalize('plates', ['1ABC23, AB12345, 123-ABC, 55-AM2'])).toBe('1abc23 ab12345 123abc 55am2');
});

test.each([
  ['Capt. John Smith', 'john smith'],
  ['Dra. Ana Soto', 'ana soto'],
  ['Officer Ann Lee', 'ann lee'],
  ['Officer Lee', 'officer lee'],
  ['Lord', 'lord'],
])('the name %s is read as %s', (name, wanted) => {
  expect(normalize('name', [name])).toBe(wanted);
});

test('Soundex groups names that sound alike', () => {
  expect(soundex('robert')).toBe('r163');
  expect(soundex('rupert')).toBe('r163');
  expect(soundex('ashcraft')).toBe('a261');
  expect(soundex('tymczak')).toBe('t522');
  expect(soundex('王小明')).toBe('王小明');
});

test.each([
  ['1987-12-31T10:00:00Z'],
  ['1987-12-31'],
  ['1987/12/31'],
  ['1987.12.31'],
  ['19871231'],
  ['12/31/1987'],
  ['31/12/1987'],
  ['31-12-1987'],
  ['31.12.1987'],
  ['Dec 31, 1987'],
  ['December 31st, 1987'],
  ['31 dec. 1987'],
  ['31-Dec-1987 10:00'],
])('%s is the last day of 1987', (text) => {
  expect(normalize('date', [text])).toBe('19871231');
});

test.each([
  ['30/Sep/21', '20210930'],
  ['30-SEP-1987', '19870930'],
  ['Sep 30, 1999', '19990930'],
  ['30Sep2021', '20210930'],
  ['30sep21', '20210930'],
])('the date %s is read, also with two digits of the year after the name of a month', (text, wanted) => {
  expect(normalize('date', [text])).toBe(wanted);
});

test('when day and month are ambiguous, dots mean day first, other separators month first; partial dates are empty', () => {
  expect(normalize('date', ['3.7.2026'])).toBe('20260703');
  expect(normalize('date', ['3-7-2026'])).toBe('20260307');
  expect(normalize('date', ['2026-3-7'])).toBe('20260307');
  for (const text of ['December 1987', '12/31/87', 'the 31st', '1987-12', '31 foo 1987', '1987-12-311'])
    expect(normalize('date', [text]), text).toBe('');
});

test('an amount is a number however it is written, and US dates are read as such', () => {
  expect(normalize('number', ['$1,299.00'])).toBe('1299.00');
  expect(normalize('number', ['USD -12'])).toBe('-12');
  expect(normalize('number', ['call us'])).toBe('');
  expect(normalize('date', ['3/7/2026'])).toBe('20260307');
  expect(normalize('date', ['25.12.2026'])).toBe('20261225');
  expect(normalize('date', ['2026-03-07T10:00:00Z'])).toBe('20260307');
});
