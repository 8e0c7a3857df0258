import { expect, test } from 'vitest';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { actWords } from '../../../renderer/wording/act-words.ts';
import { firstPolicy } from '../../helpers/builders.ts';

test('an action is described by what was decided, including a correction', () => {
  const correct = { kind: 'correct', field: 'items.0.valueCents', value: 12_000, note: '' } as const;
  expect(actWords(correct, titlesOf(null))).toBe('Item 1, value: $120.00');
  const policy = firstPolicy();
  const [reason] = policy.reasons;
  const reject = { kind: 'reject', reasonCode: reason?.code ?? '', duplicateOf: null, note: '' } as const;
  expect(actWords(reject, titlesOf(policy))).toBe(reason?.title.en);
});
