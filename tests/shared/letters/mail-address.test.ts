import { expect, test } from 'vitest';
import { mailAddress } from '#shared/letters/mail-address.ts';

const person = { email: 'ana@example.com', address: '12 Broad St, Hartford, CT', preferredContact: 'letter' } as const;

test('letters go on paper to a person who prefers them', () => {
  expect(mailAddress(person)).toBeNull();
});

test.each(['no_mail', 'email_only'] as const)(
  'nothing is mailed to the home of a person who asked for that (%s)',
  (safeContact) => {
    expect(mailAddress({ ...person, safeContact })).toBe('ana@example.com');
  },
);

test('a person who only must not be called still gets letters on paper', () => {
  expect(mailAddress({ ...person, safeContact: 'no_calls' })).toBeNull();
});
