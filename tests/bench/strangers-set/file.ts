import type { Report } from '#shared/domain/report.ts';
import { DAY, midnight, utc } from './clock.ts';
import type { Draw } from './draw.ts';
import { type Loss, sceneOf } from './losses.ts';
import type { Person } from './people.ts';
import { businessAt, crossing, nearby, pointOf, said } from './places.ts';
import { nameOf, type Telling, tell } from './tell.ts';

/** A report before it has a number. Times are local. */
export type Filed = { told: number; kind: Report['kind']; code: string; facts: Report['facts'] };

/** How this teller would tell it the first time. */
export function telling(draw: Draw, teller: Person, given: Partial<Telling> = {}): Telling {
  return {
    language: teller.language,
    length: draw.weighed([
      ['brief', 28],
      ['usual', 48],
      ['long', 24],
    ] as const),
    of: 'own',
    before: null,
    types: teller.types,
    ...given,
  };
}

/** What a person files of a loss. */
export function file(draw: Draw, loss: Loss, teller: Person, how: Telling, told = loss.told): Filed {
  const { kind, codes } = sceneOf(loss.scene);
  const { language } = how;
  const side = language === 'en' ? 0 : 1;
  const address = draw.weighed([
    [`${loss.spot.number} ${loss.spot.street.name}`, 62],
    [`${loss.spot.number} ${said(draw, loss.spot)}`, 18],
    [`${loss.spot.street.name} & ${crossing(loss.spot)}`, loss.unit === null ? 9 : 0],
    [loss.store?.name ?? `${businessAt(loss.spot)}, ${loss.spot.street.name}`, loss.unit === null ? 5 : 0],
  ]);
  const placed = draw.chance(0.72);
  const typesHome = draw.chance(0.72);
  return {
    told,
    kind,
    code: draw.weighed(codes.map((code, i) => [code, i === 0 ? 8 : 1] as const)),
    facts: {
      who: {
        givenName: teller.given,
        familyName: teller.family,
        actsFor: loss.actsFor,
        birthDate: draw.chance(0.78) ? teller.birth : null,
        email: draw.chance(0.93) ? teller.email : null,
        phone: draw.chance(0.85) ? teller.phone : null,
        address: typesHome
          ? `${teller.home.number} ${teller.home.street.name}${teller.unit === null ? '' : `, ${teller.unit}`}, ${teller.homeTown}, CT`
          : null,
        preferredContact: draw.pick(['email', 'email', 'phone']),
        bestTime: draw.chance(0.2) ? draw.pick(['after 5', 'mornings', 'anytime', 'weekends']) : null,
        language,
      },
      items: loss.things.map((thing) => {
        const [brand, ...model] = (draw.chance(0.85) ? (thing.brand ?? '') : '').split(' ');
        return {
          type: nameOf(draw, thing.key, language).replace(/^(?:el|la|los|las) /, ''),
          brand: brand === '' || brand === undefined ? null : brand,
          model: model.length === 0 ? null : model.join(' '),
          serialNumber: thing.serial !== null && draw.chance(0.6) ? thing.serial : null,
          color: draw.chance(0.8) ? (thing.color?.split('/')[side] ?? null) : null,
          marks: null,
          valueCents: draw.chance(0.9) ? Math.round(thing.dollars * 100) : null,
        };
      }),
      fraud:
        kind === 'fraud'
          ? {
              accountKind: loss.account.split('/')[side] ?? loss.account,
              amountCents: draw.chance(0.92) ? Math.round(loss.dollars * 100) : null,
              discovered: draw.chance(0.6)
                ? draw.pick(
                    language === 'en'
                      ? [
                          'bank text',
                          'saw the statement',
                          'letter in the mail',
                          'credit report',
                          'they told me at the bank',
                          'app notification',
                        ]
                      : ['mensaje del banco', 'por una carta', 'mirando la cuenta', 'me avisaron', 'en la aplicación'],
                  )
                : null,
              bankInformed: draw.chance(0.85) ? draw.chance(0.75) : null,
            }
          : null,
      when: times(draw, loss, told),
      where: {
        address,
        unit: draw.chance(0.8) ? loss.unit : null,
        city: draw.chance(0.96) ? 'Hartford' : draw.pick(['Htfd', 'hartford', 'Hartford CT']),
        neighborhood: placed ? loss.spot.street.neighborhood : null,
        placeType: (draw.chance(0.9) ? loss.placeType : null) as Report['facts']['where']['placeType'],
        point: placed ? pointOf(draw, loss.spot, 25) : null,
      },
      how: tell(draw, loss, how),
    },
  };
}

/** Some know the minute, some the hour, some only the day. */
function times(draw: Draw, { from, to }: Loss, told: number): Report['facts']['when'] {
  const step = draw.pick([60_000, 300_000, 900_000, 900_000, 3_600_000]);
  const start = Math.floor(from / step) * step;
  const end = Math.min(told, Math.max(start, Math.ceil(to / step) * step));
  if (draw.chance(0.12)) return onlyDays(start, end, told);
  return { from: utc(start), to: utc(draw.chance(0.2) ? start : end) };
}

export function onlyDays(from: number, to: number, told: number): Report['facts']['when'] {
  const end = Math.min(told, midnight(to) + DAY - 60_000);
  return { from: utc(midnight(from)), to: utc(Math.max(end, midnight(from))), dayOnly: ['from', 'to'] };
}

/** A place nearby, for those who remember it wrongly. */
export const wrongPlace = (draw: Draw, { spot }: Loss): string => `${spot.number} ${nearby(draw, spot).street.name}`;
