import type { Person } from '#shared/domain/report.ts';
import { FIRST_STORE, type PeopleBook } from './people.ts';
import type { House, PlaceBook } from './places.ts';
import { createRandom, type Random } from './random.ts';

export type Store = { house: House; reporter: Person };

const NAMES = [
  'Park Street Market',
  'Capitol Corner Pharmacy',
  'Albany Avenue Foods',
  'Franklin Liquors',
  'Maple Hardware',
  'Farmington Grocery',
  'Blue Hills Beauty Supply',
  'New Park Sporting Goods',
  'Riverside Electronics',
  'Charter Oak Outlet',
  'South End Superette',
  'Main Street Shoes',
] as const;

/**
 * A few invented stores report again and again, with the same reporter, place, and kind. Their reports are similar in
 * almost every respect, yet each is about a different incident.
 */
export function createStores(places: PlaceBook, people: PeopleBook): { pick: (random: Random) => Store } {
  const random = createRandom(77, 77);
  const stores = NAMES.map((name, index): Store => {
    const house = places.house(random);
    const person = people.person(FIRST_STORE + index, Date.UTC(2020, 0, 1), random);
    return {
      house,
      reporter: {
        ...person,
        birthDate: null,
        address: `${house.number} ${house.street.name}, Hartford, CT ${house.street.zip}`,
        email: `store${index + 1}@example.com`,
        language: 'en',
        preferredContact: 'email',
        actsFor: { name, relation: 'employee' },
      },
    };
  });
  return { pick: (by) => by.pick(stores) };
}
