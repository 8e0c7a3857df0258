import type { Policy } from '#shared/domain/policy.ts';
import type { Facts } from '#shared/domain/report.ts';
import { isDayOnly, TIMEFRAME_ENDS } from '#shared/domain/timeframe.ts';
import { answersOf, type Draft } from './draft.ts';
import { ITEM_SLOTS } from './read-what.ts';

/** A form filled in with what a person told before; the contrary of `readReport`, but for the offense title. */
export function draftOfFacts({ who, items, fraud, when, where, how }: Facts, policy: Policy): Draft {
  const draft: Record<string, string> = {
    'who.forWhom': who.actsFor === null ? 'self' : 'other',
    'who.actsFor.name': who.actsFor?.name ?? '',
    'who.actsFor.relation': who.actsFor?.relation ?? '',
    'who.givenName': who.givenName,
    'who.familyName': who.familyName,
    'who.email': who.email ?? '',
    'who.phone': who.phone ?? '',
    'who.address': who.address ?? '',
    'who.preferredContact': who.preferredContact,
    'who.bestTime': who.bestTime ?? '',
    'who.language': who.language,
    'where.address': where.address,
    'where.unit': where.unit ?? '',
    'where.city': where.city,
    'where.neighborhood': where.neighborhood ?? '',
    'where.placeType': where.placeType ?? '',
    'where.lat': where.point?.lat.toFixed(6) ?? '',
    'where.lon': where.point?.lon.toFixed(6) ?? '',
    how,
  };
  const [year = '', month = '', day = ''] = who.birthDate?.split('-') ?? [];
  Object.assign(draft, { 'who.birthDate.year': year, 'who.birthDate.month': month, 'who.birthDate.day': day });
  for (const end of TIMEFRAME_ENDS) {
    const { date, time } = localTime(when[end], policy.agency.timeZone);
    Object.assign(draft, { [`when.${end}Date`]: date, [`when.${end}Time`]: isDayOnly(when, end) ? '' : time });
  }
  for (const slot of ITEM_SLOTS) {
    const item = items[slot];
    if (item === undefined) continue;
    for (const part of ['type', 'brand', 'model', 'serialNumber', 'color', 'marks'] as const) {
      draft[`items.${slot}.${part}`] = item[part] ?? '';
    }
    draft[`items.${slot}.value`] = dollars(item.valueCents);
  }
  if (fraud !== null) {
    Object.assign(draft, {
      'fraud.accountKind': fraud.accountKind,
      'fraud.amount': dollars(fraud.amountCents),
      'fraud.discovered': fraud.discovered ?? '',
      'fraud.bankInformed': fraud.bankInformed === null ? '' : fraud.bankInformed ? 'yes' : 'no',
    });
  }
  return answersOf(draft);
}

const dollars = (cents: number | null) => (cents === null ? '' : (cents / 100).toFixed(2));

/** Date and time as date and time fields take them. */
function localTime(instant: string, timeZone: string): { date: string; time: string } {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(new Date(instant)).split(' ');
  return { date, time };
}
