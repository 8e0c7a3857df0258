import { expect, test } from 'vitest';
import { CorrectForm } from '../../../renderer/review/correct-form.tsx';
import { aReport } from '../../helpers/builders.ts';
import { drawnForm } from './drawn-form.ts';

test('a date of birth is corrected in the computer’s own way of writing dates', () => {
  const field = (name: string) => drawnForm(CorrectForm, aReport(), { draft: { field: name, value: '1985-03-27' } });
  expect(field('who.birthDate')).toMatch(/<input type="date"[^>]*value="1985-03-27"/);
  expect(field('who.givenName')).toMatch(/<input type="text"/);
});
