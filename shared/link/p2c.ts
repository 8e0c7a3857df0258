import { knownFacts } from '../domain/known-facts.ts';
import type { Report } from '../domain/report.ts';
import type { Row } from './records.ts';

/** The columns that the P2C model uses; a CSV file exported by an agency has the same columns. */
export const P2C_COLUMNS = [
  'given_name',
  'family_name',
  'birth_date',
  'email',
  'phone',
  'home',
  'acts_for',
  'address',
  'unit',
  'latitude',
  'longitude',
  'from',
  'to',
  'kind',
  'offense',
  'items',
  'narrative',
] as const;

/** Converts a report to a row for the linkage engine: the facts with officers' corrections applied. */
export function rowOfReport(report: Pick<Report, 'facts' | 'corrections' | 'kind' | 'offenseCode'>): Row {
  const { who, where, when, items, fraud, how } = knownFacts(report);
  const things = items.map((one) =>
    [one.type, one.brand, one.model, one.serialNumber, one.valueCents].map((part) => clean(part)).join('|'),
  );
  if (fraud !== null) things.push(`account ${clean(fraud.accountKind)}||||${fraud.amountCents ?? ''}`);
  return {
    given_name: who.givenName,
    family_name: who.familyName,
    birth_date: who.birthDate,
    email: who.email,
    phone: who.phone,
    home: who.address,
    acts_for: who.actsFor?.name,
    address: where.address,
    unit: where.unit,
    latitude: where.point && String(where.point.lat),
    longitude: where.point && String(where.point.lon),
    from: when.from,
    to: when.to,
    kind: report.kind,
    offense: report.offenseCode ?? report.kind,
    items: things.join(';'),
    narrative: how,
  };
}

const clean = (part: string | number | null): string => (part === null ? '' : String(part).replace(/[|;]/g, ' '));
