import { expect, test } from 'vitest';
import { createLastAnswers } from '../../renderer/last-answers.ts';

test('the last answer of a list that only the server has is found again, and an own draft is not kept', () => {
  const answers = createLastAnswers();
  answers.keep('audit.decisions', 'a', 1);
  answers.keep('audit.decisions', 'a', 2);
  answers.keep('policy.own', 'b', 3);
  expect([answers.find('a'), answers.find('b')]).toEqual([2, undefined]);
});

test('nothing is found after a lock, after a shift, or beyond the forty newest', () => {
  let now = 0;
  const answers = createLastAnswers(() => now);
  for (let n = 0; n <= 40; n += 1) answers.keep('holds.list', String(n), n);
  expect([answers.find('0'), answers.find('1')]).toEqual([undefined, 1]);
  now = 13 * 3_600_000;
  expect(answers.find('1')).toBeUndefined();
  now = 0;
  answers.forget();
  expect(answers.find('40')).toBeUndefined();
});
