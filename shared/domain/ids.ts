import { z } from 'zod';
import { saysCode } from '../field-error.ts';

/**
 * Ids of stored objects are UUIDs. Version 7 sorts by time, which keeps index inserts close together. They are
 * lowercase, as PostgreSQL writes them: an uppercase UUID is equivalent but would not compare as equal or sort the
 * same.
 */
export const uuid = z.uuid().toLowerCase();

/** A timestamp in ISO 8601 UTC with `Z`, to the millisecond. PostgreSQL has no year 0; the API's document says so, too. */
export const instant = z.iso
  .datetime({ precision: 3 })
  .refine((text) => !text.startsWith('0000'))
  .meta({ allOf: [{ pattern: '^(?!0000)' }] });

/** An `X` marks a longer serial, so that numbers sort as text: letters come after digits. */
export const TRACKING_NUMBER_PATTERN = /^T\d{2}-(?:\d{6}|X[1-9]\d{6})-\d$/;
const MOST_SHORT = 999_999;
const MOST_LONG = 9_999_999;

/**
 * Damm's quasigroup of order 10 (H. M. Damm, 2004): detects every single wrong digit and every swap of adjacent digits.
 */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

function dammDigit(digits: string): number {
  let state = 0;
  for (const digit of digits) state = DAMM[state]?.[Number(digit)] ?? 0;
  return state;
}

/**
 * The tracking number a person gets, such as `T26-004812-7`: two-digit year, six-digit serial within the year, and a
 * check digit that catches mistakes when the number is read over the phone. After 999,999 reports in a year, such as in a
 * flood, the serial has seven digits after an X: `T26-X1000000-4`.
 * @throws RangeError when the serial doesn't fit in seven digits.
 */
export function trackingNumber(year: number, serial: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > MOST_LONG) throw new RangeError(`serial ${serial}`);
  const yy = String(year % 100).padStart(2, '0');
  const digits = String(serial).padStart(6, '0');
  return `T${yy}-${serial > MOST_SHORT ? 'X' : ''}${digits}-${dammDigit(yy + digits)}`;
}

/** Whether a string is a well-formed tracking number with a valid check digit. */
export function isTrackingNumber(text: string): boolean {
  return TRACKING_NUMBER_PATTERN.test(text) && dammDigit(text.replace(/\D/g, '')) === 0;
}

/** A tracking number as people type it, with or without its T and dashes; null if it cannot be one. */
export function plainTrackingNumber(typed: string): string | null {
  const [, year, serial, check] =
    /^T?(\d{2})(\d{6}|X?\d{7})(\d)$/.exec(
      typed
        .slice(0, 60)
        .toUpperCase()
        .replace(/[\s\p{Pd}]/gu, ''),
    ) ?? [];
  const number = `T${year}-${serial?.length === 7 ? 'X' : ''}${serial}-${check}`;
  return isTrackingNumber(number) ? number : null;
}

/**
 * Checks only the format, which is all that the API document can express; `isTrackingNumber` also verifies the check
 * digit.
 */
export const trackingNumberSchema = z.string().regex(TRACKING_NUMBER_PATTERN, saysCode('tracking_number'));
