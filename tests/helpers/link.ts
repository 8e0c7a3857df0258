import { readFileSync } from 'node:fs';
import { type Model, readModel } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';

/** Returns one of the models shipped with the product. */
export const shippedModel = (name: string): Model =>
  readModel(readFileSync(new URL(`../../resources/link/${name}.json`, import.meta.url), 'utf8'));

const GIVEN =
  'ana luis rosa jose carmen pedro lucia mario elena david sara hugo nora ivan alma raul vera omar lena igor'.split(
    ' ',
  );
const FAMILY =
  'smith garcia lopez brown davis moore perez clark lewis young allen king wright scott torres nguyen hill flores green adams'.split(
    ' ',
  );

/**
 * Returns made-up people with a number, street and date of birth; every third has a second record with a typo in one or
 * two fields. They are enough to see whether an engine learns, and the same every time.
 */
export function persons(count: number): { id: string; person: string; row: Row }[] {
  let state = 88_172_645;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  const digits = (length: number) => Array.from({ length }, () => next(10)).join('');
  const slip = (text: string): string => {
    const at = next(Math.max(1, text.length - 1));
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  };
  const records: { id: string; person: string; row: Row }[] = [];
  for (let i = 0; i < count; i++) {
    const row: Record<string, string> = {
      given_name: GIVEN[next(GIVEN.length)] ?? '',
      surname: FAMILY[next(FAMILY.length)] ?? '',
      street_number: String(1 + next(200)),
      address_1: `${FAMILY[next(FAMILY.length)] ?? ''} street`,
      address_2: GIVEN[next(GIVEN.length)] ?? '',
      suburb: FAMILY[next(FAMILY.length)] ?? '',
      postcode: `06${digits(3)}`,
      state: 'ct',
      date_of_birth: `19${10 + next(90)}${10 + next(3)}${10 + next(19)}`,
      soc_sec_id: digits(7),
    };
    records.push({ id: `${i}a`, person: String(i), row });
    if (i % 3 !== 0) continue;
    const again = { ...row };
    for (let errors = 1 + next(2); errors > 0; errors--) {
      const columns = Object.keys(again);
      const column = columns[next(columns.length)] ?? 'surname';
      again[column] = next(4) === 0 ? '' : slip(again[column] ?? '');
    }
    records.push({ id: `${i}b`, person: String(i), row: again });
  }
  return records;
}

/**
 * Returns made-up families at one address with one phone and last name. Every fourth person has a second record, some
 * after a move. So far more pairs share four columns than are the same person.
 */
export function families(count: number): { id: string; person: string; row: Row }[] {
  let state = 362_436_069;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  const name = () =>
    Array.from({ length: 2 + next(2) }, () => `${'bcdfglmnprst'.charAt(next(12))}${'aeiou'.charAt(next(5))}`).join('');
  const street = Array.from({ length: 60 }, () => `${name()} street`);
  const town = Array.from({ length: 12 }, name);
  const home = () => {
    const at = next(street.length);
    return {
      address: `${1 + next(200)} ${street[at]}`,
      town: town[at % town.length] ?? '',
      zip: `06${100 + (at % town.length)}`,
    };
  };
  const records: { id: string; person: string; row: Row }[] = [];
  for (let family = 0; family < count; family++) {
    const shared = { last_name: `${name()}${name()}`, ...home(), phone: `860${1_000_000 + next(8_999_999)}` };
    for (let member = 0; member <= next(4); member++) {
      const person = `${family}-${member}`;
      const row = { first_name: name(), ...shared, birth_date: `19${10 + next(90)}-${10 + next(3)}-${10 + next(19)}` };
      records.push({ id: `${person}-a`, person, row });
      if (next(4) > 0) continue;
      const again = { ...row, ...(next(3) === 0 ? home() : {}), ...(next(3) === 0 ? { phone: '' } : {}) };
      if (next(5) === 0) again.first_name = again.first_name.slice(0, -1);
      records.push({ id: `${person}-b`, person, row: again });
    }
  }
  return records;
}
