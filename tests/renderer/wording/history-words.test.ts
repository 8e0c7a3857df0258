import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summaryOf, whyOf } from '#server/commands/reports/act-words.ts';
import { correctableFields } from '../../../renderer/review/correction.ts';
import { speak } from '../../../renderer/t.ts';
import { causeWords, historyWords } from '../../../renderer/wording/history-words.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const correct = (field: string) => ({ kind: 'correct', field, value: 'better', note: '' }) as const;
const policy = firstPolicy();
const told = (field: string) => {
  const why = whyOf(correct(field), policy);
  return {
    history: historyWords({ summary: summaryOf(correct(field), why, null) }),
    cause: causeWords({ kind: 'correct', why }),
  };
};

test('no officer reads by which name the program keeps a field that was corrected', () => {
  expect(told('items.0.serialNumber')).toEqual({
    history: "Corrected beside the person's words: Item 1, serial number.",
    cause: 'Item 1, serial number',
  });
  for (const { field } of correctableFields(aReport())) {
    const { history, cause } = told(field);
    expect(history).toContain(cause);
    expect(`${history} ${cause}`).not.toContain(field);
  }
});

test('what else happened is told as it was', () => {
  expect(historyWords({ summary: 'Rejected: see who.is there.' })).toBe('Rejected: see who.is there.');
  expect(causeWords({ kind: 'return', why: 'A mistake.' })).toBe('A mistake.');
});

describe('in Spanish', () => {
  beforeAll(() => speak('es'));
  afterAll(() => speak('en'));
  test('the sentence of a correction is Spanish', () => {
    expect(told('where.address').history).toMatch(/^Corregido junto a las palabras de la persona: .+, /);
  });
});
