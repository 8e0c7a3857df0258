import { fold } from './text.ts';

/** Maximum length of a text in characters, ten times what a form accepts; the rest is cut off. */
const LONGEST = 100_000;

const STREET_WORDS: Record<string, string> = {
  avenue: 'ave', av: 'ave', boulevard: 'blvd', blv: 'blvd', bd: 'blvd', street: 'st', saint: 'st', road: 'rd', drive: 'dr',
  lane: 'ln', court: 'ct', place: 'pl', terrace: 'ter', highway: 'hwy', parkway: 'pkwy', square: 'sq', circle: 'cir',
  north: 'n', south: 's', east: 'e', west: 'w', first: '1st', second: '2nd', third: '3rd', fourth: '4th', fifth: '5th',
  sixth: '6th', seventh: '7th', eighth: '8th', ninth: '9th', tenth: '10th', apartment: 'apt', suite: 'ste',
}; // biome-ignore format: a table

const UNIT_WORDS = /^(?:apt|unit|ste|no|rm|room|num|number)$/;

/** Five to eight characters, with at least one letter and two digits. */
const PLATE = /^(?=.*[a-z])(?=\d*\D*\d\D*\d)[a-z0-9]{5,8}$/;
/** "1200am", "100ft", "3rd-4th", "iphone14" and the like aren't plates. */
const NO_PLATE = /\d(?:am|pm|ft|yds?|mph|lbs?|hrs?|mins?|usd|s)$|\d(?:st|nd|rd|th)(?:\d|$)|[a-z]{5}/;

const WORD = /[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)*/gu;
const CODE = /^(?=.*\d)(?:(?=.*\p{L}).{4,24}|\d{5,14})$/u;

/**
 * `TITLE`: titles anywhere in a name. `AFTER`: words that are titles only after a name, because at the start of a name
 * they are names.
 */
const TITLE = /^(?:mr|mrs|ms|dr|dra|jr|sr|ii|iii|miss|mx|prof|professor|rev|reverend|sir|sra|srta|capt|sgt|lt)$/;
const AFTER = /^(?:iv|esq|phd|md|dds)$/;
/** These can be names, too, so they count as titles only before a whole name. */
const BEFORE = /^(?:don|dona|hon|fr|lic|ing|lady|lord|officer|captain|sergeant|lieutenant)$/;
const DEGREE = /\bph\.? ?d\b\.?/i;

function withoutTitles(words: readonly string[]): string[] {
  const kept = words.filter((word, at) => !TITLE.test(word) && (at === 0 || !AFTER.test(word)));
  return BEFORE.test(kept[0] ?? '') && kept.length > 2 ? kept.slice(1) : kept;
}

const letters = (text: string) => fold(text).replace(/ /g, '');
const isCode = (word: string) => CODE.test(word);

/** Each normalizer takes a field's columns and returns one string; '' means unknown. */
const NORMALIZERS = {
  /** As is, but trimmed. */
  raw: ([text = '']) => text.trim(),
  /** Lowercase words without accents. */
  text: (columns) => fold(columns.join(' ')),
  /** A personal name: like `text`, without titles and without single initials after the first word. */
  name: (columns) => {
    const words = fold(columns.join(' ').replace(DEGREE, ' phd ')).split(' ');
    return (words.length === 1 && !TITLE.test(words[0] ?? '') ? words : withoutTitles(words))
      .filter((word, at) => at === 0 || word.length > 1)
      .join(' ');
  },
  /** Letters and digits only: serial numbers, plates, codes. */
  code: (columns) => letters(columns.join('')),
  digits: (columns) => columns.join('').replace(/\D/g, ''),
  /** The last ten digits of a North American number; unknown if under seven digits or if all digits are the same. */
  phone: (columns) => {
    const digits = columns.join('').replace(/\D/g, '').slice(-10);
    return digits.length < 7 || /^(\d)\1*$/.test(digits) ? '' : digits;
  },
  /** Lowercase, without a +tag before the @. */
  email: ([text = '']) => {
    // A single regular expression would backtrack over every possible length of the first part when a long text
    // contains no @.
    const [name = '', host = '', more] = text.trim().toLowerCase().split('@', 3);
    const [local = ''] = name.split('+', 1);
    return local === '' || host === '' || more !== undefined ? '' : `${local}@${host}`;
  },
  /** A number written with currency signs and commas: "$1,299.00" → "1299.00". */
  number: (columns) => /-?(?:\d+\.?\d*|\.\d+)/.exec(columns.join('').replace(/(?<=\d),(?=\d{3})/g, ''))?.[0] ?? '',
  /**
   * Year, month and day as eight digits. Accepts ISO 8601, eight digits, or month/day/year as written in the US. If the
   * first number can't be a month, or dots separate the numbers, accepts day/month/year. The month may also be an
   * English name; the year may then have two digits.
   */
  date: ([text = '']) => dateOf(text.trim().slice(0, 40)),
  /** Street, number and direction with postal abbreviations: "12 North Main Street" → "12 n main st". */
  address: (columns) =>
    fold(columns.join(' '))
      .split(' ')
      .map((word) => STREET_WORDS[word] ?? word)
      .join(' '),
  /** The house number before a street name; '' if missing. */
  house_number: (columns) => /^\s*(\d+)(?!(?:st|nd|rd|th)\b)/i.exec(columns.join(' '))?.[1] ?? '',
  unit: (columns) =>
    fold(columns.join(' '))
      .split(' ')
      .filter((word) => !UNIT_WORDS.test(STREET_WORDS[word] ?? word))
      .join(''),
  /** Latitude and longitude in degrees as "lat,lon"; an invalid point counts as unknown. */
  point: ([latText = '', lonText = '']) => {
    const lat = Number(latText);
    const lon = Number(lonText);
    if (latText.trim() === '' || lonText.trim() === '' || (lat === 0 && lon === 0)) return '';
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? `${lat},${lon}` : '';
  },
  /**
   * A timestamp in milliseconds since 1970; a time without a zone is taken as UTC. Its date may be written in any way
   * that `date` reads, and its time may have AM or PM.
   */
  instant: ([text = '']) => {
    const timed = instantOf(text);
    if (timed !== null) return timed;
    const zoned = /Z$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.trim().replace(' ', 'T')}Z`;
    const ms =
      text.trim() === '' ? Number.NaN : Date.parse(/^\d{4}-\d\d-\d\d Z?/.test(zoned) ? zoned.replace(' ', 'T') : zoned);
    return Number.isNaN(ms) ? '' : String(ms);
  },
  /** Words that look like license plates: letters and digits together. */
  plates: (columns) => {
    const text = columns.join(' ');
    if (!/\d/.test(text)) return '';
    const found = (text.match(/(?<![A-Za-z0-9-])[A-Za-z-]{0,9}\d[A-Za-z0-9-]*/g) ?? []).map(letters);
    return [...new Set(found)].filter((word) => PLATE.test(word) && !NO_PLATE.test(word)).join(' ');
  },
  /**
   * Model and part numbers: words of at least four characters with letters and digits, or of at least five digits.
   * Separators are dropped: "PS-LX350H" → "pslx350h".
   */
  codes: (columns) => {
    const words = columns.flatMap((text) => text.match(WORD) ?? []);
    return [...new Set(words.map(letters).filter(isCode))].join(' ');
  },
  /** Like `text`, without the numbers that `codes` finds. */
  words: (columns) => fold(columns.join(' ').replace(WORD, (word) => (isCode(letters(word)) ? ' ' : word))),
} satisfies Record<string, (columns: readonly string[]) => string>;

const KINDS_OF_STREET = /(?:st|ave|blvd|rd|dr|ln|ct|pl|ter|hwy|pkwy|sq|cir|way|row|plz)/.source;
const STREET = new RegExp(`^(.+? ${KINDS_OF_STREET})(?= |$)(?: [nsew](?= |$))?`);

/**
 * The streets in an address (normalized as `address`), without number, direction and unit: two for a corner, at most
 * three.
 */
export function streetsOf(address: string): readonly string[] {
  // The last result is cached, because a comparison and a key use the same address one after the other.
  if (address !== lastAddress) [lastAddress, lastStreets] = [address, findStreets(address)];
  return lastStreets;
}

let lastAddress = '';
let lastStreets: readonly string[] = [];

function findStreets(address: string): string[] {
  const streets: string[] = [];
  for (let rest = address; rest !== '' && streets.length < 3; ) {
    rest = rest.replace(/^(?:(?:\d+[a-z]?|intersection|corner|block|of|and|y|at|near|esquina|con|n|s|e|w) +)*/, '');
    const found = STREET.exec(rest);
    // After the first street, the rest may be another street, a unit or the town. In "Hartford CT", "ct" doesn't mean
    // court.
    if (streets.length > 0 && (found === null || found[1]?.endsWith(' ct'))) break;
    const street = found?.[1] ?? rest.replace(/ (?:apt|unit|ste|no|rm|fl)\b.*$/, '');
    if (street.length > 2) streets.push(street);
    rest = found === null ? '' : rest.slice(found[0].length).trim();
  }
  return [...new Set(streets)];
}

/** Parses a date that isn't in ISO 8601 and has a time without a zone, to milliseconds since 1970; otherwise null. */
function instantOf(text: string): string | null {
  const [, day = '', hours = '', minutes = '', seconds = '0', half = ''] =
    /^(.{5,30}?)[,T ] *(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)? ?(?:([ap])\.?m\.?)?$/i.exec(text.trim().slice(0, 60)) ?? [];
  if (day === '' || (half === '' && /^\d{4}-/.test(day))) return null;
  const date = /^(\d{4})(\d\d)(\d\d)$/.exec(dateOf(day));
  if (date === null) return null;
  const [year = 0, month = 0, dayOf = 0] = date.slice(1).map(Number);
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59 || (half !== '' && (Number(hours) < 1 || Number(hours) > 12))) return '';
  return String(Date.UTC(year, month - 1, dayOf, hour, Number(minutes), Number(seconds)));
}

function dateOf(text: string): string {
  const numbers = /^(\d{1,4})([-/.])(\d\d?)\2(\d{1,4})(?!\d)/.exec(text);
  if (numbers !== null) {
    const [, one = '', mark = '', other = '', last = ''] = numbers;
    if (one.length === 4) return last.length > 2 ? '' : inOrder(one, other, last);
    if (one.length > 2 || last.length !== 4) return '';
    const isDayFirst = mark === '.' ? Number(other) <= 12 : Number(one) > 12;
    return isDayFirst ? inOrder(last, other, one) : inOrder(last, one, other);
  }
  const [, day = '', named = '', after = '', year = ''] =
    /^(\d\d?)?[ /-]*([a-z]{3})[a-z]*\.?[ /-]*(?:(\d\d?)(?:st|nd|rd|th)?,? +)?(\d{4}|\d\d)(?!\d)/i.exec(text) ?? [];
  const month = MONTHS.indexOf(named.toLowerCase()) / 3 + 1;
  if (named !== '' && Number.isInteger(month) && month > 0) return inOrder(fullYear(year), String(month), day || after);
  const digits = text.slice(0, 10).replace(/\D/g, '');
  return digits.length === 8 ? digits : '';
}

/** Two-digit years mean 1969 to 2068, as in POSIX. */
const fullYear = (year: string): string => (year.length === 2 ? `${Number(year) < 69 ? '20' : '19'}${year}` : year);

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const inOrder = (year: string, month: string, day: string): string =>
  day === '' ? '' : `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`;

export type Normalizer = keyof typeof NORMALIZERS;
export const NORMALIZER_NAMES = Object.keys(NORMALIZERS) as [Normalizer, ...Normalizer[]];

export function normalize(as: Normalizer, columns: readonly string[]): string {
  return NORMALIZERS[as](columns.map((one) => (one.length > LONGEST ? one.slice(0, LONGEST) : one)));
}
