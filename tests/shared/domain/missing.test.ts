import { expect, test } from 'vitest';
import { missingCodes } from '#shared/domain/missing.ts';
import type { Person } from '#shared/domain/report.ts';
import { facts, firstPolicy } from '../../helpers/builders.ts';

const missing = (who: Partial<Person>) =>
  missingCodes({ kind: 'lost_property', facts: facts({ who }), corrections: [] }, firstPolicy());

test.each(['email', 'letter'] as const)(
  'no phone number is missed from a person who asked for %s',
  (preferredContact) => {
    expect(missing({ preferredContact, phone: null })).not.toContain('contact_phone');
  },
);

test('a phone number is missed from a person who asked to be called and gave none', () => {
  expect(missing({ preferredContact: 'phone', phone: null })).toContain('contact_phone');
  expect(missing({ preferredContact: 'phone', phone: '860-555-0123' })).not.toContain('contact_phone');
});
