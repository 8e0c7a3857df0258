import { expect, test } from 'vitest';
import { onPaper } from '#server/papers/on-paper.ts';
import type { Report } from '#shared/domain/report.ts';
import { completeLetter, letterFor, plainLetter, receivedLetter } from '#shared/letters/letter.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const key = '0123456789ABCDEFGHJKMNPQRS';
const SPACED = '0123 4567 89AB CDEF GHJK MNPQ RS';
const reportOf = (language: 'en' | 'es', email: string | null): Report =>
  aReport({ facts: { who: { language, email } } });
const paper = (
  letter: ReturnType<typeof receivedLetter> | null,
  link: string | null,
  failedAddress: string | null = null,
) => {
  if (letter === null) throw new Error('no letter');
  const { trackingNumber } = aReport();
  const known = { trackingNumber, failedAddress, hasLink: link !== null };
  return completeLetter(onPaper(letter, known), { privateLink: link ?? 'https://p2c.example/status' }).text;
};

test.each(LANGUAGES)(
  'every printed letter with a link has the code that opens the same page, once (%s)',
  (language) => {
    const report = reportOf(language, null);
    const asked = letterFor(report, { kind: 'follow_up', missing: ['photo'], note: '' }, policy);
    expect(paper(asked, `https://p2c.example/reply/${key}`).split(SPACED)).toHaveLength(2);
    for (const letter of [
      receivedLetter(report, policy),
      plainLetter('late', report, policy),
      letterFor(report, { kind: 'approve', offenseCode: 'larceny_other', note: '' }, policy),
    ]) {
      const text = paper(letter, `https://p2c.example/status/${key}`);
      expect(text.split(SPACED)).toHaveLength(2);
      expect(text).toContain(report.trackingNumber);
    }
    expect(paper(letterFor(report, { kind: 'grant_appeal', note: '' }, policy), null)).not.toMatch(/code|código/);
  },
);

test('below a letter that was written in Spanish, the English one has the code in English', () => {
  const note = 'Call me before Friday.';
  const asked = letterFor(reportOf('es', null), { kind: 'follow_up', missing: ['photo'], note }, policy);
  const text = paper(asked, `https://p2c.example/reply/${key}`);
  expect(text.split('código de acceso privado')).toHaveLength(2);
  expect(text.split('private access code')).toHaveLength(2);
});

test.each(LANGUAGES)(
  'on paper, a letter about the wrong kind names the empty form, which can be typed (%s)',
  (language) => {
    const act = { kind: 'reject', reasonCode: 'wrong_offense_title', duplicateOf: null, note: '' } as const;
    const text = paper(letterFor(reportOf(language, null), act, policy), 'https://p2c.example/status');
    expect(text).toContain('https://p2c.example/\n');
    expect(text).not.toMatch(/\/again|made only for you|exclusivo para usted/);
  },
);

test.each(LANGUAGES)(
  'a copy printed again has no code, because the server does not know it any more (%s)',
  (language) => {
    const report = reportOf(language, null);
    for (const letter of [receivedLetter(report, policy), plainLetter('late', report, policy)]) {
      const text = paper(letter, null);
      expect(text).not.toMatch(/stat us|\[/);
      expect(text).toMatch(/This is a copy|Esta es una copia/);
    }
  },
);

test.each(LANGUAGES)('a bounced letter that is printed has the code and no word about the mailbox (%s)', (language) => {
  const letter = receivedLetter(reportOf(language, 'gone@example.com'), policy);
  expect(letter.text).toContain('gone@example.com');
  const text = paper(letter, `https://p2c.example/status/${key}`, 'gone@example.com');
  expect(text).not.toMatch(/gone@example.com|spam|no deseado/);
  expect(text).toContain(SPACED);
});
