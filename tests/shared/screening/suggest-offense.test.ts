import { expect, test } from 'vitest';
import type { ReportKind } from '#shared/domain/report.ts';
import { suggestOffense } from '#shared/screening/suggest-offense.ts';
import { aReport, facts, firstPolicy } from '../../helpers/builders.ts';

const { offenses } = firstPolicy();
const suggest = (kind: ReportKind, how: string, current: string | null = null) =>
  suggestOffense({ ...aReport(), kind, facts: facts({ how }) }, current, offenses);

test.each<[ReportKind, string, string]>([
  ['larceny', 'They took my backpack from my car overnight.', '23F'],
  ['larceny', 'Somebody cut the catalytic converter from under my truck.', '23G'],
  ['larceny', 'Se llevaron mi bulto de mi carro.', '23F'],
  ['larceny', 'The wallet was taken out of my coat pocket on the bus.', '23A'],
  ['larceny', 'My phone disappeared from the gym.', '23D'],
  ['larceny', 'A woman left the store without paying.', '23C'],
  ['larceny', 'Somebody emptied the vending machine.', '23E'],
  ['fraud', 'Somebody opened a phone account in my name.', '26F'],
  ['fraud', 'There are unauthorized charges from a store.', '26B'],
  ['fraud', 'My email was hacked.', '26G'],
  ['fraud', 'A man claiming to be from the IRS called.', '26C'],
  ['fraud', 'I paid them with gift cards.', '26E'],
  ['fraud', 'He paid with a counterfeit bill.', '250'],
])('%s: "%s" suggests %s', (kind, how, nibrs) => {
  expect(suggest(kind, how)?.nibrs).toBe(nibrs);
});

test('it says which words, and suggests nothing if the report already has that title or nothing fits', () => {
  expect(suggest('larceny', 'They took it from my car.', 'larceny_other')).toMatchObject({
    code: 'larceny_from_vehicle',
    readings: [{ place: 'form', words: 'They took it from my car.' }],
  });
  expect(suggest('larceny', 'They took it from my car.', 'larceny_from_vehicle')).toBeNull();
  expect(suggest('larceny', 'My bicycle is gone.')).toBeNull();
  expect(suggest('lost_property', 'I lost it in my car.')).toBeNull();
});

test('it suggests no title that the agency does not have', () => {
  const without = offenses.filter((one) => one.nibrs !== '23F');
  expect(
    suggestOffense({ ...aReport(), facts: facts({ how: 'It was taken from my car.' }) }, null, without),
  ).toBeNull();
});

test('it reads what the reporter wrote later, and says where', () => {
  const at = '2026-03-08T09:00:00.000Z';
  const reply = {
    at,
    kind: 'answered',
    by: null,
    event: { code: 'answered', params: {} },
    note: 'It was in my car.',
    letter: null,
  } as const;
  const report = aReport();
  expect(suggestOffense({ ...report, history: [...report.history, reply] }, 'larceny_other', offenses)).toMatchObject({
    code: 'larceny_from_vehicle',
    readings: [{ place: 'reply', at, words: 'It was in my car.' }],
  });
});
