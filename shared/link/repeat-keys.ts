import type { Report } from '../domain/report.ts';

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9@.]/g, '');

/**
 * Exact keys by which two reports may tell of the same incident: the same person, or the same serial number.
 * Each key carries its kind, so that a phone can never meet a serial number.
 */
export function repeatKeys(report: Pick<Report, 'facts'>): string[] {
  const { who, items } = report.facts;
  const keys = new Set<string>();
  if (who.email) keys.add(`email:${fold(who.email)}`);
  const digits = who.phone?.replace(/\D/g, '').slice(-10) ?? '';
  if (digits.length >= 7) keys.add(`phone:${digits}`);
  if (who.birthDate) keys.add(`born:${who.birthDate}:${fold(who.familyName)}`);
  for (const item of items) {
    const serial = fold(item.serialNumber ?? '');
    if (serial.length >= 5) keys.add(`serial:${serial}`);
  }
  return [...keys];
}

/** Beyond this many days between two incidents, the same person more likely tells of another one. */
export const REPEAT_WINDOW_DAYS = 7;
