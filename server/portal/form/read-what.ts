import type { FraudFacts, Item } from '#shared/domain/report.ts';
import type { PortalText } from '../site/text.ts';
import type { Draft } from './draft.ts';
import type { FieldReader } from './field-reader.ts';
import { centsOf } from './money.ts';

/** How many items the form has room for. */
export const ITEM_SLOTS = [0, 1, 2] as const;

const PARTS = ['type', 'brand', 'model', 'serialNumber', 'color', 'marks', 'value'] as const;
const MOST_CENTS = 2_000_000_000;

/** Whether anything was typed about an item; the first one must be given in any case. */
export function itemIsTouched(draft: Draft, slot: number): boolean {
  return PARTS.some((part) => (draft[`items.${slot}.${part}`] ?? '').trim() !== '');
}

export function readItems(draft: Draft, reader: FieldReader, text: PortalText): Item[] {
  return ITEM_SLOTS.filter((slot) => slot === 0 || itemIsTouched(draft, slot)).map((slot) => {
    const at = (part: (typeof PARTS)[number]) => `items.${slot}.${part}`;
    return {
      type: reader.filled(at('type'), 80, text.t('portal-errors.items')),
      brand: reader.line(at('brand'), 80),
      model: reader.line(at('model'), 80),
      serialNumber: reader.line(at('serialNumber'), 80),
      color: reader.line(at('color'), 40),
      marks: reader.line(at('marks'), 200),
      valueCents: readCents(reader, at('value'), text),
    };
  });
}

export function readFraud(draft: Draft, reader: FieldReader, text: PortalText): FraudFacts {
  const accountKind = reader.filled('fraud.accountKind', 80, text.t('portal-errors.accountKind'));
  const amountCents = readCents(reader, 'fraud.amount', text);
  const discovered = reader.line('fraud.discovered', 300);
  const informed = draft['fraud.bankInformed'] ?? '';
  if (!['', 'yes', 'no'].includes(informed))
    reader.complain('fraud.bankInformed', text.t('portal-errors.bankInformed'));
  return { accountKind, amountCents, discovered, bankInformed: informed === '' ? null : informed === 'yes' };
}

function readCents(reader: FieldReader, field: string, text: PortalText): number | null {
  const typed = reader.line(field, 40);
  if (typed === null) return null;
  const cents = centsOf(typed);
  if (cents === null) reader.complain(field, text.t('portal-errors.money'));
  else if (cents > MOST_CENTS) reader.complain(field, text.t('portal-errors.moneyTooLarge'));
  return cents;
}
