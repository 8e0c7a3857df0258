import type { REPORT_KINDS } from './kinds.ts';

/* The types of a row in the fact table (`fact-fields.ts`). */

export type Kind = (typeof REPORT_KINDS)[number];
type Width = 'full' | 'medium' | 'short' | 'tiny';

/** One message key, or one per kind of report if the wording differs. */
export type Words<Key> = Key | { readonly [K in Kind]?: Key };

/** How the public form asks for the field; all keys are from the portal's message catalog. */
type Asked<Key> = {
  label: Words<Key>;
  hint?: Words<Key>;
  /** The error for an answer that is missing or isn't one of the choices. */
  missing?: Key;
  autoComplete?: 'given-name' | 'family-name' | 'email' | 'tel' | 'street-address';
  width?: Width;
  /**
   * Number of lines in the form, for text such as an address. The text is stored on one line, with commas instead of
   * line breaks.
   */
  rows?: number;
  /** Set to false for names and numbers, which a spell checker would underline as misspelled. */
  spellCheck?: false;
};

type Common<Key, Term> = {
  /** The field always has a value. Without this property, the field is null when the person gave no answer. */
  required?: true;
  /**
   * The kinds of report that have this field. Reports of other kinds, and reports filed before the field was added,
   * lack the key.
   */
  kinds?: readonly Kind[];
  /**
   * The field's English label in the copy of the report for an insurer. Fields without one are added to the copy by
   * separate code or left out.
   */
  copy?: string;
  /** Set to false to leave the field out of the package for the records system. */
  inPackage?: false;
  ask?: Asked<Key>;
  /**
   * Shows the field on its own line in its group's section of the officers' application; fields without it are rendered
   * by custom code. `needed`: marked when missing. `compared`: also shown when two reports are compared side by side;
   * for an item's field, also used to pair the items of the two reports. Lines are sorted by `order`, lowest first,
   * then in table order.
   */
  desk?: { term: Term; needed?: true; compared?: true; order?: number };
};

type Choices<Key, Term> = Readonly<Record<string, { ask: Key; desk: Term }>>;
type Plain<Key, Term> =
  | { kind: 'text'; max: number }
  | { kind: 'email' | 'phone' | 'money' }
  | { kind: 'yesNo'; yes: Key; no: Key }
  | { kind: 'choice'; choices: Choices<Key, Term> }
  /**
   * A field that takes any number of the choices. It stores their codes in the order of `choices`, separated by spaces.
   */
  | {
      kind: 'several';
      choices: Choices<Key, Term>;
      /** Codes that earlier versions stored, and the choices that they mean. */
      older?: Readonly<Record<string, readonly string[]>>;
    };
/** Fields that are rendered by custom code; each screen refers to them by name. */
type Special = { kind: 'birthDate' | 'language' | 'actsFor' | 'instant' | 'neighborhood' | 'placeType' | 'point' };
export type Field<Key, Term> = Common<Key, Term> & (Plain<Key, Term> | Special);
