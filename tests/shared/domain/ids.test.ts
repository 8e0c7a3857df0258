import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingNumber, plainTrackingNumber, trackingNumber } from '#shared/domain/ids.ts';

const numbers = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 999_999 }));
const DIGITS = [1, 2, 4, 5, 6, 7, 8, 9, 11];

describe('a tracking number', () => {
  it('has the year, six digits and a check digit', () => {
    expect(trackingNumber(2026, 4812)).toMatch(/^T26-004812-\d$/);
    fc.assert(fc.property(numbers, ([year, serial]) => isTrackingNumber(trackingNumber(year, serial))));
  });

  it('goes on after 999,999 reports in a year, and sorts as text after those before and before the next year', () => {
    const serials = [1, 99_999, 999_999, 1_000_000, 1_000_001, 9_999_999];
    const texts = [...serials.map((serial) => trackingNumber(2026, serial)), trackingNumber(2027, 1)];
    expect(texts[3]).toMatch(/^T26-X1000000-\d$/);
    expect(texts.toSorted()).toEqual(texts);
    for (const text of texts) {
      expect(isTrackingNumber(text)).toBe(true);
      for (const typed of [text, text.replaceAll('-', ''), text.replace(/\D/g, '')])
        expect([typed, plainTrackingNumber(typed)]).toEqual([typed, text]);
    }
  });

  it('is read however it is typed, and from nothing else', () => {
    const number = trackingNumber(2026, 4812);
    const digits = number.replace(/\D/g, '');
    for (const typed of [number, digits, ` t${digits} `, number.replaceAll('-', ' '), number.replaceAll('-', '—')]) {
      expect([typed, plainTrackingNumber(typed)]).toEqual([typed, number]);
    }
    for (const typed of ['', 'T', digits.slice(1), `${digits}1`, `X${digits}`, `${digits.slice(0, -1)}x`]) {
      expect([typed, plainTrackingNumber(typed)]).toEqual([typed, null]);
    }
  });

  it('detects every single wrong digit', () => {
    fc.assert(
      fc.property(numbers, ([year, serial]) => {
        const number = trackingNumber(year, serial);
        for (const at of DIGITS) {
          for (let digit = 0; digit <= 9; digit++) {
            if (number[at] === String(digit)) continue;
            expect(isTrackingNumber(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('detects every swap of two adjacent digits', () => {
    fc.assert(
      fc.property(numbers, ([year, serial]) => {
        const number = trackingNumber(year, serial);
        for (let i = 0; i + 1 < DIGITS.length; i++) {
          const [a, b] = [DIGITS[i] ?? 0, DIGITS[i + 1] ?? 0];
          const signs = number.split('');
          if (signs[a] === signs[b]) continue;
          [signs[a], signs[b]] = [signs[b] ?? '', signs[a] ?? ''];
          expect(isTrackingNumber(signs.join(''))).toBe(false);
        }
      }),
    );
  });

  it('rejects serials that do not fit, and text in any other format', () => {
    for (const serial of [0, -1, 1.5, 10_000_000]) expect(() => trackingNumber(2026, serial)).toThrow(RangeError);
    for (const text of ['', 'T26-004812', 't26-004812-7', ' T26-004812-7', 'T26-004812-77', '26-004812-7']) {
      expect(isTrackingNumber(text)).toBe(false);
    }
  });
});
