import { preferredWay } from '../letters/mail-address.ts';
import type { Item } from './incident.ts';
import { knownFacts } from './known-facts.ts';
import type { Policy } from './policy.ts';
import type { Report, ReportKind } from './report.ts';
import { hasSerial } from './serial.ts';

const BY_SERIAL: readonly ReportKind[] = ['larceny', 'lost_property'];

/**
 * Whether reports of this kind ask for serial numbers. Serial numbers help to find property, so reports about damaged
 * property don't need them.
 */
export const asksSerials = (kind: ReportKind): boolean => BY_SERIAL.includes(kind);

/** Whether an item lacks a serial number that would identify its owner when it is found. */
export const lacksSerial = (kind: ReportKind, item: Item): boolean =>
  asksSerials(kind) && !item.serialNumber && hasSerial(item);

/** Codes of the policy's `missingItems` that a report of this kind clearly lacks, with corrections applied. */
export function missingCodes(report: Pick<Report, 'kind' | 'facts' | 'corrections'>, policy: Policy): string[] {
  const { kind } = report;
  const { items, fraud, who } = knownFacts(report);
  const lacks: Readonly<Record<string, boolean>> = {
    serial_number: items.some((item) => lacksSerial(kind, item)),
    item_description: kind !== 'fraud' && items.length === 0,
    value: items.some((item) => item.valueCents === null),
    // People who prefer another way of contact, or asked us not to call, don't need to give a phone number.
    contact_phone: preferredWay(who) === 'phone' && !who.phone,
    amount: fraud !== null && fraud.amountCents === null,
    bank_contact: fraud !== null && fraud.bankInformed === null,
  };
  return policy.missingItems
    .filter((item) => item.kinds.includes(kind) && lacks[item.code] === true)
    .map(({ code }) => code);
}
