import type { Draw } from './draw.ts';
import { homeSpot, type Spot } from './places.ts';

export type Language = 'en' | 'es';
export type Person = {
  given: string;
  family: string;
  birth: string;
  email: string;
  phone: string;
  home: Spot;
  homeTown: string;
  unit: string | null;
  language: Language;
  /** Speaks the other language well enough to file in it. */
  speaksBoth: boolean;
  types: 'neat' | 'phone' | 'shouting' | 'breathless';
};

const LATIN =
  'Rivera Rodriguez Ortiz Santiago Cruz Torres Perez Colon Vazquez Gonzalez Diaz Morales Ramos Figueroa Reyes Nieves Lopez Vega Maldonado Pagan Feliciano Quiñones Marrero Alicea Otero Cintron Ayala Burgos Rosado Velez Hernandez Medina Soto Mercado Lugo Zayas Roman Castillo Peña Guzman'.split(
    ' ',
  );
const ENGLISH =
  'Brown Williams Johnson Smith Davis Jones Jackson Campbell Robinson Thompson Harris Morgan Walker Wright Clarke Grant Reid Edwards Francis Gordon Bennett Henry Murray Stewart Bailey Foster Watson Powell Simpson Hall Murphy Sullivan Kelly Burke Fitzgerald Miller Anderson Cooper Ward Lawrence Palmer Dixon Barrett McKenzie Samuels Whyte'.split(
    ' ',
  );
const OTHERS =
  'Nguyen/Linh Tran/Minh Kowalski/Anna Nowak/Piotr Hodzic/Amra Begic/Emir Patel/Nisha Khan/Imran Silva/Paulo DaSilva/Carla Rossi/Gino Salvatore/Maria Kim/Jin Chen/Wei Mohamed/Hodan Okafor/Chidi Mensah/Kofi Paw/Eh Tun/Aung Gashi/Arben Santos/Joao Singh/Harpreet Haddad/Rima Petrov/Ivan Levine/Ruth'.split(
    ' ',
  );
const LATIN_GIVEN =
  'Jose Maria Luis Carmen Carlos Ana Juan Rosa Miguel Luz Angel Milagros Jorge Yolanda Hector Migdalia Wilfredo Ivette Edwin Jessica Rafael Nilda Victor Awilda Efrain Glorimar Orlando Yesenia Kevin Alondra Nelson Brenda Ismael Lourdes Xavier Damaris'.split(
    ' ',
  );
const ENGLISH_GIVEN =
  'James Michelle Michael Denise Robert Patricia David Keisha William Tanya Anthony Latoya Christopher Sandra Andre Marcia Kevin Jennifer Brian Ashley Jamal Tiffany Devon Sharon Marcus Nicole Tyrone Karen Winston Beverly Sean Kathleen Daniel Emily Matthew Sarah Elijah Jasmine Nathan Simone'.split(
    ' ',
  );
const TOWNS = [
  'West Hartford',
  'East Hartford',
  'New Britain',
  'Wethersfield',
  'Bloomfield',
  'Manchester',
  'Newington',
  'Windsor',
];
const MAIL = ['gmail', 'gmail', 'gmail', 'yahoo', 'hotmail', 'icloud', 'outlook', 'aol'];
/** Exchange 555 with many area codes: enough numbers that two strangers never share one, and none that is anybody's. */
const AREAS = [860, 959, 860, 203, 475, 413, 787, 347, 646, 939, 718, 401, 917, 508];

/** Makes the people of one set. */
export class People {
  readonly #draw: Draw;
  readonly #mails = new Set<string>();
  readonly #phones = new Set<string>();
  constructor(draw: Draw) {
    this.#draw = draw;
  }

  mail(given: string, family: string): string {
    const draw = this.#draw;
    const [g, f] = [given, family].map((one) => ascii(one).replace(/\W/g, '').toLowerCase()) as [string, string];
    for (;;) {
      const number = draw.chance(0.7) ? String(draw.whole(1, draw.chance(0.5) ? 99 : 9999)) : '';
      const shape = draw.pick([
        `${g}.${f}`,
        `${g}${f}`,
        `${g[0]}${f}`,
        `${f}${g}`,
        `${g}_${f[0]}`,
        `${draw.pick(['lil', 'mr', 'ms', 'mami', 'big', 'its', 'papi'])}${g}`,
      ]);
      const mail = `${shape}${number}@${draw.pick(MAIL)}.example`;
      if (!this.#mails.has(mail)) {
        this.#mails.add(mail);
        return mail;
      }
    }
  }

  phone(): string {
    const draw = this.#draw;
    for (;;) {
      const [area, last] = [draw.pick(AREAS), String(draw.whole(0, 9999)).padStart(4, '0')];
      if (this.#phones.has(`${area}${last}`)) continue;
      this.#phones.add(`${area}${last}`);
      return draw.pick([
        `${area}-555-${last}`,
        `(${area}) 555-${last}`,
        `${area}555${last}`,
        `${area} 555 ${last}`,
        `+1${area}555${last}`,
      ]);
    }
  }

  person(given: Partial<Person> = {}): Person {
    const draw = this.#draw;
    const origin = draw.weighed([
      ['latin', 46],
      ['english', 42],
      ['other', 12],
    ] as const);
    const [otherFamily = '', otherGiven = ''] = draw.pick(OTHERS).split('/');
    const latin = origin === 'latin';
    const first =
      given.given ??
      (latin
        ? draw.pickEarly(LATIN_GIVEN)
        : origin === 'other' && draw.chance(0.5)
          ? otherGiven
          : draw.pickEarly(ENGLISH_GIVEN));
    const last =
      given.family ?? (latin ? draw.pickEarly(LATIN) : origin === 'other' ? otherFamily : draw.pickEarly(ENGLISH));
    const year = 2007 - Math.floor(draw.next() ** 1.4 * 68);
    return {
      given: first,
      family: last,
      birth: `${year}-${two(draw.whole(1, 12))}-${two(draw.whole(1, 28))}`,
      email: this.mail(first, last),
      phone: this.phone(),
      home: homeSpot(draw),
      homeTown: draw.chance(0.86) ? 'Hartford' : draw.pick(TOWNS),
      unit: draw.chance(0.55)
        ? draw.pick(['Apt ', 'apt ', '#', 'Unit ', '']) +
          draw.pick(['1', '2', '3', '2F', '3R', '1A', '4B', '12', '207', '31', '5', 'C'])
        : null,
      language: latin && draw.chance(0.52) ? 'es' : 'en',
      speaksBoth: latin && draw.chance(0.5),
      types: draw.weighed([
        ['neat', 45],
        ['phone', 38],
        ['breathless', 12],
        ['shouting', 5],
      ] as const),
      ...given,
    };
  }

  /** Somebody else of the same household. */
  housemate(of: Person): Person {
    const draw = this.#draw;
    const { home, homeTown, unit, family } = of;
    const other = this.person({ home, homeTown, unit, ...(draw.chance(0.68) ? { family } : {}) });
    return LATIN.includes(other.family) && draw.chance(0.35)
      ? { ...other, language: other.language === 'es' ? 'en' : 'es' }
      : other;
  }
}

export const two = (n: number): string => String(n).padStart(2, '0');
export const ascii = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
