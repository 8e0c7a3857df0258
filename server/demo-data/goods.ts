import type { Item } from '#shared/domain/incident.ts';
import type { Good, SerialForm } from './goods/good.ts';
import type { Random } from './random.ts';
import { COLORS } from './surroundings.ts';

export type Thing = { good: Good; item: Item; color: readonly [string, string] | null };

const SAFE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const SAFE = `${SAFE_LETTERS}0123456789`;

/** Makes an item with every detail that could be reported; details that a person would leave out are removed later. */
export function makeThing(good: Good, random: Random): Thing {
  const brand = random.pick(good.brands);
  const model = brand.length > 1 ? (brand[random.int(1, brand.length - 1)] ?? '') : '';
  const color = good.en === 'cash' || good.en === 'coins' ? null : random.chance(0.7) ? random.pick(COLORS) : null;
  const [low, high] = good.value;
  // Low values are more common than high ones, and people give round numbers.
  const dollars = low + (high - low) * random.next() ** 1.8;
  const step = dollars > 400 ? 50 : dollars > 100 ? 10 : 5;
  const cents = random.chance(0.15)
    ? Math.round(dollars) * 100 - 1
    : Math.max(step, Math.round(dollars / step) * step) * 100;
  return {
    good,
    color,
    item: {
      type: good.en,
      brand: brand[0] === '' ? null : brand[0],
      model: model === '' ? null : model,
      serialNumber: serial(good.serial, random),
      color: color?.[0] ?? null,
      marks: random.chance(0.12) ? random.pick(MARKS) : null,
      valueCents: cents,
    },
  };
}

const MARKS = [
  'scratch on the back',
  'small dent on one corner',
  'sticker of a sun',
  'initials inside',
  'cracked screen protector',
  'blue tape on the handle',
  'name written on the inside',
  'missing one screw',
] as const;

function serial(form: SerialForm, random: Random): string | null {
  const some = (from: string, count: number) =>
    Array.from({ length: count }, () => from.charAt(random.int(0, from.length - 1))).join('');
  const digits = (count: number) => some('0123456789', count);
  switch (form) {
    case 'none':
      return null;
    case 'imei':
      return withLuhn(`35${digits(12)}`);
    case 'apple':
      return `${some(SAFE_LETTERS, 1)}${some(SAFE, 9)}`;
    case 'electronics':
      return random.chance(0.5) ? `${some(SAFE_LETTERS, 2)}${digits(8)}` : some(SAFE, 11);
    case 'bike':
      return random.chance(0.5)
        ? `WTU${digits(3)}${some(SAFE_LETTERS, 1)}${digits(4)}${some(SAFE_LETTERS, 1)}`
        : `${some(SAFE_LETTERS, 2)}${digits(8)}`;
    case 'tool':
      return `${digits(4)}-${digits(6)}`;
  }
}

/** Adds the ISO/IEC 7812 check digit at the end of an IMEI. */
export function withLuhn(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Names an item as a person would: `black Apple iPhone 12`. */
export function nameThing(thing: Thing, spanish: boolean, full: boolean): string {
  const { good, item, color } = thing;
  const noun = spanish ? good.es : good.en;
  const model = item.model !== null && item.model.startsWith('iP') ? item.model : '';
  if (!spanish) {
    const words = [
      full ? (color?.[0] ?? '') : '',
      full || model === '' ? (item.brand ?? '') : '',
      model === '' ? noun : model,
    ];
    return words.filter((word) => word !== '').join(' ');
  }
  const brand = item.brand !== null && full ? ` ${item.brand}${model === '' ? '' : ` ${model}`}` : '';
  return `${noun}${brand}`;
}

const PLURAL = [
  'earbuds',
  'sunglasses',
  'sneakers',
  'keys',
  'eyeglasses',
  'wheels',
  'headlights',
  'liquor bottles',
  'cosmetics',
  'razor blades',
  'headphones',
  'coins',
  'cash',
  'baby formula',
  'laundry detergent',
];

/** Lists items as a person would: `a black backpack, cash and an Apple iPad`. */
export function listThings(things: readonly Thing[], spanish: boolean, random: Random): string {
  const articles = random.chance(0.6);
  const names = things.map((thing) => {
    const name = nameThing(thing, spanish, random.chance(0.6));
    if (!articles) return name;
    const plural = PLURAL.includes(thing.good.en);
    if (spanish)
      return plural
        ? `${thing.good.en === 'cash' ? '' : thing.good.gender === 'f' ? 'mis ' : 'mis '}${name}`
        : `${thing.good.gender === 'f' ? 'una' : 'un'} ${name}`;
    if (plural) return random.chance(0.4) && thing.good.en !== 'cash' ? `my ${name}` : name;
    return random.chance(0.5) ? `my ${name}` : `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
  });
  const last = names.pop() ?? (spanish ? 'mis cosas' : 'my things');
  return names.length === 0 ? last : `${names.join(', ')} ${spanish ? 'y' : 'and'} ${last}`;
}
