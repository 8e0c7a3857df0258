import { describe, expect, test } from 'vitest';
import { facts } from '#shared/domain/report.ts';
import { deliveryChannel, isPageOnly, isUnsafe, mailAddress, preferredWay } from '#shared/letters/mail-address.ts';
import { aReport } from '../../helpers/builders.ts';

const person = { email: 'ana@example.com', address: '12 Broad St, Hartford, CT', preferredContact: 'letter' } as const;

test('letters go on paper to a person who prefers them', () => {
  expect(mailAddress(person)).toBeNull();
});

test.each(['no_mail', 'no_calls no_mail', 'email_only'])(
  'nothing is mailed to the home of a person who asked for that (%s)',
  (safeContact) => {
    expect(mailAddress({ ...person, safeContact })).toBe('ana@example.com');
    expect(isPageOnly({ ...person, safeContact })).toBe(false);
  },
);

test('a person who only must not be called still gets letters on paper', () => {
  expect(mailAddress({ ...person, safeContact: 'no_calls' })).toBeNull();
});

describe('a person for whom e-mail is not safe', () => {
  test.each(['no_email', 'no_calls no_email', 'no_mail no_email'])('is never e-mailed (%s)', (safeContact) => {
    expect(mailAddress({ ...person, preferredContact: 'email', safeContact })).toBeNull();
  });

  test('gets letters at home, unless that is not safe either or there is no address', () => {
    expect(isPageOnly({ ...person, safeContact: 'no_email' })).toBe(false);
    expect(isPageOnly({ ...person, safeContact: 'no_mail no_email' })).toBe(true);
    expect(isPageOnly({ address: ' ', safeContact: 'no_email' })).toBe(true);
    expect(isPageOnly({ address: null, safeContact: null })).toBe(false);
  });

  test('does not prefer e-mail, whatever was chosen before', () => {
    expect(preferredWay({ preferredContact: 'email', safeContact: 'no_email' })).toBeNull();
    expect(preferredWay({ preferredContact: 'email', safeContact: 'no_mail' })).toBe('email');
    expect(preferredWay({ preferredContact: 'phone', safeContact: 'no_calls' })).toBeNull();
  });
});

test.each([
  [{ preferredContact: 'email', safeContact: null }, 'email'],
  [{ safeContact: null }, 'mail'],
  [{ safeContact: 'no_email' }, 'mail'],
  [{ preferredContact: 'email', safeContact: 'no_mail no_email' }, 'page'],
  [{ address: null, safeContact: 'no_email' }, 'page'],
] as const)('letters go by exactly one way (%j: %s)', (who, way) => {
  expect(deliveryChannel({ ...person, ...who })).toBe(way);
});

test('a voice message is no safer than the call', () => {
  expect(isUnsafe('no_calls', 'messages')).toBe(true);
  expect([isUnsafe('no_messages', 'calls'), isUnsafe('no_messages', 'messages')]).toEqual([false, true]);
});

test.each([
  ['any', []],
  ['no_calls', ['calls']],
  ['no_mail', ['mail']],
  ['email_only', ['calls', 'mail']],
])('what an earlier version stored is read as it was meant (%s)', (safeContact, unsafe) => {
  const report = aReport({ facts: { who: { safeContact } } });
  const { who } = facts.parse(report.facts);
  expect((['calls', 'mail', 'email'] as const).filter((way) => isUnsafe(who.safeContact, way))).toEqual(unsafe);
});

test.each(['no_fax', 'no_calls,no_mail', '', 'no_calls '])('nothing else can be stored (%s)', (safeContact) => {
  expect(facts.safeParse(aReport({ facts: { who: { safeContact } } }).facts).success).toBe(false);
});
