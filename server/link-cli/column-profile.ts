import { normalize } from '#shared/link/normalize.ts';
import type { Row } from '#shared/link/records.ts';

/** What a column seems to contain. `none`: nothing that distinguishes or links records. */
export type ColumnKind =
  | 'email'
  | 'date'
  | 'latitude'
  | 'longitude'
  | 'amount'
  | 'year'
  | 'instant'
  | 'truth'
  | 'title'
  | 'code'
  | 'words'
  | 'phrase'
  | 'name'
  | 'category'
  | 'none';

export type Column = {
  name: string;
  kind: ColumnKind;
  /** Number of distinct values divided by the number of non-empty ones, from 0 to 1. */
  distinct: number;
  /** Whether the column has a value in every row, and no value twice in the same file. */
  isUnique: boolean;
  /**
   * Whether the column is named like a record ID but its values repeat. Unless it is used as the ID, such a column is
   * treated as the truth, which says which records belong together.
   */
  isShared: boolean;
  /** Share of values with a model or part number that has letters; 0 for long texts, which mention many of them. */
  coded: number;
  /** Whether some of its texts are in Spanish. */
  isSpanish: boolean;
};

const DATE =
  /^(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d?[/.-]\d\d?[/.-]\d{4}|\d\d?[ /-]?[a-z]{3,9}\.?[ /-]?(?:\d{4}|\d\d)|[a-z]{3,9}\.? \d\d?(?:st|nd|rd|th)?,? \d{4}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[T ].*)?$/i;
/** A date with a time of day that is not midnight. */
const TIMED = /^\S.{4,29}?[T ](?!00?:00(?::00)?(?:\.0+)?Z?$|12:00(?::00)? ?am$)\d\d?:\d\d/i;
const AMOUNT = /^[^\p{L}\d]{0,2}-?\d[\d,]*(?:\.\d+)?$/u;
const YEAR = /^(?:1[5-9]|20)\d\d(?:\.0)?$/;
/** A phone number, or any other number written in groups of digits. */
const DIALED = /^[+(]?\d[\d\s().+/-]{5,}$/;
const NUMBERED = /\d/;
/**
 * Names of address columns. In addresses, "avenue" and "ave" mean the same, and the street may be right even if the
 * number is wrong.
 */
export const ADDRESS = /address|street|location/i;
/** A product title has at most this many words, on average. */
const TITLE = 20;
/** Minimum share of values with a model or part number. */
const OFTEN = 0.25;
/** Number of values searched for model numbers. */
const CODED_OF = 500;

/**
 * A text with three different words of this list counts as Spanish; few English texts contain that many. A column
 * counts as Spanish if more than this share of its texts do.
 */
const SPANISH = /(?<!\p{L})(?:el|la|los|las|una|del|que|mi|se|por|con|para|cuando|estaba|robaron)(?!\p{L})/giu;
const SOME_SPANISH = 0.01;

/** Column names that published test data uses to say which records belong together. */
const TRUTH =
  /^(?:(?:true|real|gold)[_ ]?(?:id|entity|cluster|group|label)?|(?:cluster|entity|ent|group|person|match|truth|identity|dup|duplicate|master|original|orig|parent)[_ ]?(?:id|nr|no|number|case|record)|gid|merged[_ ]?into|cluster|entity|group|(?:is[_ ]?)?(?:dup|match)|dup[_ ]?of|label|ground[_ ]?truth)$|duplicate/;
/** Names of ID columns. If several records share such an ID, it identifies what they describe, not a record. */
const SHARED_ID = /^(?:unique|record|rec)[_ ]?id$/;

/**
 * Infers from the values of some rows of each file what each column contains. For coordinates, amounts of money and the
 * truth, the column's name decides.
 * @param use columns that are never treated as the truth, whatever their names.
 */
export function profileColumns(files: readonly (readonly Row[])[], use: ReadonlySet<string> = new Set()): Column[] {
  const rows = files.flat();
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => {
    const values = rows.map((row) => (row[name] ?? '').trim()).filter((value) => value !== '');
    const different = new Set(values.map((one) => one.toLowerCase())).size;
    const distinct = values.length === 0 ? 0 : different / values.length;
    const isUnique =
      files.every((own) => new Set(own.map((row) => row[name] || null)).size === own.length) &&
      values.length === rows.length;
    const plain = name.toLowerCase();
    // Cluster IDs may be unique within each file and recur only across files.
    const recurs = different < values.length;
    const isShared = SHARED_ID.test(plain) && recurs && !use.has(name);
    const isTruth = !use.has(name) && ((TRUTH.test(plain) && recurs) || (isShared && !isUnique));
    const kind = isTruth ? 'truth' : kindOf(plain, values, different, rows.length);
    return { name, distinct, kind, isUnique, isShared, coded: codedShare(values), isSpanish: hasSpanish(values) };
  });
}

/** Texts that name things by model or part number, such as product titles. Numbers in addresses don't count. */
export const isCoded = ({ name, kind, coded }: Column): boolean =>
  (kind === 'words' || kind === 'phrase') && coded >= OFTEN && !ADDRESS.test(name);

function codedShare(values: readonly string[]): number {
  const some = values.slice(0, CODED_OF);
  if (wordsOf(some) > TITLE) return 0;
  return some.filter((value) => /\p{L}/u.test(normalize('codes', [value]))).length / Math.max(1, some.length);
}

const hasSpanish = (values: readonly string[]): boolean =>
  values.filter((value) => new Set(value.toLowerCase().match(SPANISH)).size >= 3).length > SOME_SPANISH * values.length;

/** The mean number of words. */
const wordsOf = (values: readonly string[]): number =>
  values.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / Math.max(1, values.length);

function kindOf(name: string, values: readonly string[], different: number, rows: number): ColumnKind {
  const { length } = values;
  if (length < Math.max(2, rows * 0.01) || different < 2) return 'none';
  const most = (holds: (value: string) => boolean, share = 0.9) => values.filter(holds).length >= share * length;
  if (most((value) => /\p{L}/u.test(value) && normalize('name', [value]) === '')) return 'title';
  if (/^lat(itude)?$/.test(name)) return 'latitude';
  if (/^(lon|lng|long|longitude)$/.test(name)) return 'longitude';
  if (most((value) => value.includes('@'), 0.8)) return 'email';
  if (most((value) => DATE.test(value))) return most((value) => TIMED.test(value), 0.5) ? 'instant' : 'date';
  if (most((value) => YEAR.test(value), 0.95)) return 'year';
  if (
    /price|amount|value|cost|total|salary|weight|size|^age$|year/.test(name) &&
    most((value) => AMOUNT.test(value), 0.8)
  ) {
    return 'amount';
  }
  if (most((value) => DIALED.test(value))) return 'code';
  const words = wordsOf(values);
  if (words >= 3.5) return 'words';
  // If a few short values recur constantly, each one says little, whatever its format.
  if (different <= 30 && different < 0.2 * length) return 'category';
  if (words >= 1.5) return 'phrase';
  return most((value) => NUMBERED.test(value) && !/\s/.test(value), 0.8) ? 'code' : 'name';
}
