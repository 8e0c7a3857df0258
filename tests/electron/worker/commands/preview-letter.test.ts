import { expect, test } from 'vitest';
import { previewLetter } from '#electron/worker/commands/preview-letter.ts';
import type { Act } from '#shared/domain/act.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const reject: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const english = aReport();
const spanish = aReport({ serial: 2, facts: { who: { language: 'es' } } });
const by = { id: '0195706f-0000-7000-9000-000000000001', displayName: 'Officer Rivera' };
const correctedToSpanish = {
  ...aReport({ serial: 3 }),
  corrections: [{ field: 'who.language', value: 'es', why: 'He said so.', by, at: '2026-03-08T09:00:00.000Z' }],
};

test('a letter in another language is shown with an English copy, which is not sent', () => {
  const cache = filledCache([spanish, correctedToSpanish]);
  for (const { id } of [spanish, correctedToSpanish]) {
    const shown = previewLetter(cache, { reportId: id, act: reject });
    expect(shown.letter).toMatchObject({ language: 'es' });
    expect(shown.letter?.text).toContain('Hartford');
    expect(shown.reading).toMatchObject({ language: 'en', kind: 'rejected', to: shown.letter?.to });
    expect(shown.reading?.text).not.toBe(shown.letter?.text);
  }
});

test('a letter in English needs no copy, and an action without a letter has none', () => {
  const cache = filledCache([english, spanish]);
  expect(previewLetter(cache, { reportId: english.id, act: reject }).reading).toBeNull();
  const note: Act = { kind: 'note', note: 'x' };
  expect(previewLetter(cache, { reportId: spanish.id, act: note })).toMatchObject({ letter: null, reading: null });
});

test('an officer using Spanish gets a Spanish copy of an English letter, and none of a Spanish one', () => {
  const cache = filledCache([english, spanish]);
  const preview = (reportId: string) => previewLetter(cache, { reportId, act: reject, language: 'es' });
  expect(preview(english.id)).toMatchObject({ letter: { language: 'en' }, reading: { language: 'es' } });
  expect(preview(spanish.id)).toMatchObject({ letter: { language: 'es' }, reading: null });
});

test('a person who prefers letters gets this one on paper, and the preview shows no email address', () => {
  const who = { email: 'ana@example.com', preferredContact: 'letter', address: '7 Elm Street, Hartford' } as const;
  const cache = filledCache([
    aReport({ facts: { who } }),
    aReport({ serial: 2, facts: { who: { email: who.email } } }),
  ]);
  const to = (serial: number) => previewLetter(cache, { reportId: aReport({ serial }).id, act: reject }).letter?.to;
  expect(to(1)).toBeNull();
  expect(to(2)).toBe(who.email);
});
