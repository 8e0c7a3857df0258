import { expect, test } from 'vitest';
import type { ReportKind } from '#shared/domain/report.ts';
import { RULE_OF_HINT } from '#shared/screening/hint.ts';
import { screen } from '#shared/screening/hints.ts';
import { WRONG_KINDS } from '#shared/screening/wrong-kind.ts';
import { hints } from '#shared/words/en/hints.ts';
import { facts, firstPolicy } from '../../helpers/builders.ts';
import { makeReports } from '../../server/demo-data/world.ts';

const KIND_OF: Record<string, ReportKind> = {
  reads_as_larceny: 'larceny',
  reads_as_lost: 'lost_property',
  reads_as_damage: 'vandalism',
  reads_as_fraud: 'fraud',
};
const CODES = WRONG_KINDS.map(({ code }) => code);
const readsAs = (kind: ReportKind, how: string) =>
  screen({ history: [], kind, facts: facts({ how, items: [] }) }, null).filter(({ code }) =>
    (CODES as string[]).includes(code),
  );

test.each<[ReportKind, string, string]>([
  ['lost_property', 'reads_as_larceny', 'I was in the shop and somebody took my phone off the table.'],
  ['lost_property', 'reads_as_larceny', 'My wallet was stolen at the gym.'],
  ['lost_property', 'reads_as_larceny', 'Me robaron el teléfono en la guagua.'],
  ['vandalism', 'reads_as_larceny', 'They broke the window and took my bag.'],
  ['larceny', 'reads_as_lost', 'I must have dropped my keys on Main Street. I do not think it was stolen.'],
  ['larceny', 'reads_as_lost', 'Se me cayó la cartera en el parque.'],
  ['larceny', 'reads_as_damage', 'Somebody keyed my car. Nothing was taken.'],
  ['larceny', 'reads_as_damage', 'My car was keyed. Nothing was taken from it, and nothing is missing at home.'],
  ['larceny', 'reads_as_fraud', 'Someone opened a credit card in my name.'],
  ['larceny', 'reads_as_fraud', 'I paid $400 by Zelle for an apartment that did not exist.'],
  ['larceny', 'reads_as_fraud', 'Hay compras en mi tarjeta que yo no hice.'],
])('filed as %s, it is flagged as another kind (%s): %s', (kind, code, how) => {
  expect(readsAs(kind, how).map((hint) => hint.code)).toEqual([code]);
});

test.each<[ReportKind, string]>([
  ['lost_property', 'I lost my phone. I do not know if somebody took it.'],
  ['lost_property', 'I do not think it was stolen, I just lost it.'],
  ['lost_property', 'I didn’t see it taken from me, or it was taken out of my bag.'],
  ['lost_property', 'No creo que me lo robaran.'],
  ['vandalism', 'They broke the window of my car. Nothing was taken.'],
  ['vandalism', 'I took my car to the shop and it took two days.'],
  ['larceny', 'I left my bicycle outside and it was gone.'],
  ['larceny', 'I lost my key, and somebody used it and took my laptop.'],
  ['larceny', 'They smashed the window, scratched the door and took my bag.'],
  ['larceny', 'Somebody stole my wallet and there are charges on my card that I did not make.'],
  ['larceny', 'Creo que dejé abierto mi carro y alguien lo registró.'],
  ['fraud', 'Someone opened a credit card in my name.'],
])('filed as %s, it is not flagged as another kind: %s', (kind, how) => {
  expect(readsAs(kind, how)).toEqual([]);
});

test('each flag suggests the wrong-title rejection, in the words of its rule', () => {
  const reason = firstPolicy().reasons.find(({ code }) => code === 'wrong_offense_title');
  expect(reason?.hints).toEqual(CODES);
  expect(CODES.map((code) => RULE_OF_HINT[code])).toEqual(CODES.map(() => 'right_title'));
  expect(hints['hints.rule.right_title']).toBe(reason?.rule.en);
});

test('in realistic reports the flag is rare, and almost always right', async () => {
  const reports = await makeReports(3000, 3);
  const said = reports.flatMap((report) => {
    const { kind, truth } = report;
    const [hint] = readsAs(kind, report.facts.how);
    if (hint === undefined) return [];
    const title = truth.wrongTitle ?? report.offenseCode;
    return [{ right: firstPolicy().offenses.find(({ code }) => code === title)?.kind === KIND_OF[hint.code] }];
  });
  expect(said.length).toBeGreaterThan(8);
  expect(said.length / reports.length).toBeLessThan(0.02);
  expect(said.filter(({ right }) => !right).length).toBeLessThanOrEqual(1);
});
