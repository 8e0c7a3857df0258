import { expect, test } from 'vitest';
import { missingCodes } from '#shared/domain/missing.ts';
import type { Person } from '#shared/domain/report.ts';
import { anItem, facts, firstPolicy } from '../../helpers/builders.ts';

const missing = (who: Partial<Person>) =>
  missingCodes({ kind: 'lost_property', facts: facts({ who }), corrections: [] }, firstPolicy());

test.each(['email', 'letter'] as const)(
  'no phone number is missed from a person who asked for %s',
  (preferredContact) => {
    expect(missing({ preferredContact, phone: null })).not.toContain('contact_phone');
  },
);

test('a serial number is missed on what has one, in either language, and not on wallets, rings and coins', () => {
  const stolen = (type: string, brand: string | null = null) =>
    missingCodes(
      { kind: 'larceny', facts: facts({ items: [anItem({ type, brand, serialNumber: null })] }), corrections: [] },
      firstPolicy(),
    ).includes('serial_number');
  for (const type of [
    'Laptop',
    'bocina',
    'Bicicleta roja',
    'cordless drill',
    'TV',
    'lawn mower',
    'taladro',
    'cell phone',
  ]) {
    expect([type, stolen(type)]).toEqual([type, true]);
  }
  for (const type of ['Wallet', 'gold ring', 'Coins', 'cartera', 'prendas', 'jacket', 'cash', 'package', 'anillo']) {
    expect([type, stolen(type)]).toEqual([type, false]);
  }
});

test('the serial number of a lost phone is missed as that of a stolen one, and that of a broken one is not', () => {
  const items = [anItem({ type: 'Cell phone', serialNumber: null })];
  const codes = (kind: 'larceny' | 'lost_property' | 'vandalism') =>
    missingCodes({ kind, facts: facts({ items }), corrections: [] }, firstPolicy());
  expect(codes('lost_property')).toContain('serial_number');
  expect(codes('vandalism')).not.toContain('serial_number');
});

test('a phone number is missed from a person who asked to be called and gave none', () => {
  expect(missing({ preferredContact: 'phone', phone: null })).toContain('contact_phone');
  expect(missing({ preferredContact: 'phone', phone: '860-555-0123' })).not.toContain('contact_phone');
  expect(missing({ preferredContact: 'phone', phone: null, safeContact: 'no_calls' })).not.toContain('contact_phone');
});
