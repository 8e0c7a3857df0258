import { describe, expect, it, test } from 'vitest';
import { inLanguage } from '#shared/domain/by-language.ts';
import { LETTER_KINDS, type LetterKind, type LetterWording, type Policy } from '#shared/domain/policy.ts';
import { letterFor, receivedLetter } from '#shared/letters/letter.ts';
import { REQUIRED_PLACEHOLDERS } from '#shared/letters/letter-rules.ts';
import { policyFaults } from '#shared/letters/policy-faults.ts';
import { fieldErrors as english } from '#shared/words/en/field-errors.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { createMessages } from '#shared/words/messages.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const { say } = createMessages(english);

/** Returns the messages about one letter after a change to its English wording. */
function saidOf(kind: LetterKind, change: (wording: LetterWording) => void): string[] {
  const policy = firstPolicy();
  change(inLanguage(policy.letters[kind], policy));
  return policyFaults(policy).map(({ detail }) => say('field-errors', detail));
}

const without = (text: string) => (wording: LetterWording) => {
  wording.paragraphs = wording.paragraphs.filter((one) => !one.includes(text));
};

describe('a letter must tell the person', () => {
  const rows = LETTER_KINDS.flatMap((kind) => REQUIRED_PLACEHOLDERS[kind].map((name) => [kind, name] as const));
  it.each(rows)('%s: {%s}', (kind, name) => {
    for (const language of LANGUAGES) {
      const policy = firstPolicy();
      without(`{${name}}`)(inLanguage(policy.letters[kind], policy, language));
      expect(policyFaults(policy)).toContainEqual({
        path: `letters.${kind}.${language}.paragraphs`,
        detail: { code: 'letter_lacks', params: { letter: kind, language, name, placeholder: `{${name}}` } },
      });
    }
  });

  it('in every letter: a paragraph that is left out without a note does not count', () => {
    const said = saidOf('approved', (wording) => {
      without('{case_number}')(wording);
      wording.paragraphs.push('Your case number is {case_number}. A note: {note}');
    });
    expect(said).toEqual([
      'The letter “Approved” in English must include {case_number}, in a paragraph that is never left out. Insurers and banks ask for it.',
    ]);
  });

  it.each(LETTER_KINDS)('whom to call: %s', (kind) => {
    expect(REQUIRED_PLACEHOLDERS[kind]).toContain('review_phone');
  });
});

test.each(['{case_number', 'case_number}', '{case number}', '{{link}}'])('%s is not a whole placeholder', (text) => {
  const said = saidOf('approved', ({ paragraphs }) => paragraphs.push(`See ${text} please`));
  expect(said).toEqual([expect.stringMatching(/^This placeholder isn’t complete: “[{}]/)]);
});

test('a subject can’t use what may be empty, because the letter would have no subject', () => {
  const said = saidOf('follow_up', (wording) => {
    wording.subject += ' {note}';
  });
  expect(said).toEqual(['{note} can’t be used here.']);
});

describe('the spam folder', () => {
  const policy = firstPolicy();
  const looksInto = (who: Parameters<typeof aReport>[0]) => receivedLetter(aReport(who), policy).text.includes('spam');

  it('may be mentioned only in a paragraph that printed letters leave out', () => {
    expect(saidOf('received', ({ paragraphs }) => paragraphs.push('Look in your spam folder.'))).toEqual([
      'Not everyone has e-mail. Put {email} in this paragraph: printed letters leave out a paragraph that contains it.',
    ]);
    const spanish: Policy = firstPolicy();
    inLanguage(spanish.letters.approved, spanish, 'es').paragraphs.push('Mire en el correo no deseado.');
    expect(policyFaults(spanish).map(({ detail }) => detail.code)).toEqual(['spam_without_email']);
    expect(saidOf('confirm_address', ({ paragraphs }) => paragraphs.push('Look in your spam folder.'))).toEqual([]);
  });

  it('is no concern of a reporter who gets letters on paper', () => {
    expect(looksInto({ facts: { who: { email: 'maria.soto@example.org' } } })).toBe(true);
    expect(looksInto({ facts: { who: { email: null } } })).toBe(false);
    expect(looksInto({ facts: { who: { preferredContact: 'letter' } } })).toBe(false);
  });
});

test.each(['en', 'es'] as const)(
  'the letter of receipt speaks of calls only to a person who may be called (%s)',
  (language) => {
    const callsAt = (who: object) =>
      /phone if we call|teléfono si le llamamos/.test(
        receivedLetter(aReport({ facts: { who: { language, phone: '860-555-0123', ...who } } }), firstPolicy()).text,
      );
    expect(callsAt({ safeContact: 'any' })).toBe(true);
    expect(callsAt({ safeContact: 'no_mail' })).toBe(true);
    expect(callsAt({ safeContact: 'no_calls' })).toBe(false);
    expect(callsAt({ safeContact: 'email_only' })).toBe(false);
    expect(callsAt({ phone: null })).toBe(false);
  },
);

test('an e-mail address in a letter is the corrected one', () => {
  const policy = firstPolicy();
  inLanguage(policy.letters.missed_call, policy).paragraphs.push('We write to {email}.');
  const corrections = [
    {
      field: 'who.email',
      value: 'm.soto@example.org',
      why: 'By telephone.',
      by: { id: '0195706f-0000-7000-8000-00000000000f', displayName: 'Officer Rivera' },
      at: '2026-03-08T14:00:00.000Z',
    },
  ];
  const call = { kind: 'log_call', outcome: 'no_answer', note: '' } as const;
  expect(letterFor(aReport({ corrections }), call, policy)?.text).toContain('We write to m.soto@example.org.');
});
