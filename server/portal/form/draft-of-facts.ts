import type { FactField, FactGroup } from '#shared/domain/fact-fields.ts';
import { allFields, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Facts } from '#shared/domain/report.ts';
import { isDayOnly, TIMEFRAME_ENDS } from '#shared/domain/timeframe.ts';
import { typedValue } from '#shared/domain/typed-value.ts';
import { type CityMap, neighborhoodAt } from '../site/city-map.ts';
import { answersOf, type Draft, formName } from './draft.ts';
import { ITEM_SLOTS } from './read-what.ts';

/** A form filled in from an earlier report; the inverse of `readReport`, except for the offense title. */
export function draftOfFacts(
  { who, items, fraud, when, where, how }: Facts,
  policy: Policy,
  city: CityMap | null,
): Draft {
  const ofPoint = where.point === null || city === null ? null : neighborhoodAt(where.point, city);
  const draft: Record<string, string> = {
    ...plain('fraud', 'fraud', fraud ?? {}),
    ...plain('where', 'where', where),
    ...plain('who', 'who', who),
    'who.forWhom': who.actsFor === null ? 'self' : 'other',
    'who.actsFor.name': who.actsFor?.name ?? '',
    'who.actsFor.relation': who.actsFor?.relation ?? '',
    // A neighborhood derived from the point must disappear if the person removes the point.
    'where.neighborhood': where.neighborhood === ofPoint ? '' : (where.neighborhood ?? ''),
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
  for (const slot of ITEM_SLOTS) Object.assign(draft, plain('items', `items.${slot}`, items[slot] ?? {}));
  return answersOf(draft);
}

/** Returns a group's answers that consist of a single field or choice, formatted as people type them. */
function plain(group: FactGroup, at: string, told: Told): Record<string, string> {
  const answers = allFields(group).filter(([, field]) => !APART.includes(field.kind));
  return Object.fromEntries(
    answers.map(([name]) => {
      const path = `${at}.${name}`;
      return [formName(path), typedValue(path, valueIn(told, name))];
    }),
  );
}

/** Field kinds whose answers are handled separately, because they take several form fields. */
const APART: readonly FactField['kind'][] = ['actsFor', 'birthDate', 'placeType', 'point'];

/** Formats an instant for date and time fields. */
function localTime(instant: string, timeZone: string): { date: string; time: string } {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(new Date(instant)).split(' ');
  return { date, time };
}
