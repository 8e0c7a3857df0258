import type { REPORT_KINDS } from './kinds.ts';

/* The types of a row in the fact table (`fact-fields.ts`). */

export type Kind = (typeof REPORT_KINDS)[number];
type Width = 'full' | 'medium' | 'short' | 'tiny';

/** One message, or one for each kind of report that has its own wording. */
export type Words<Key> = Key | { readonly [K in Kind]?: Key };

/** How the public form asks the question; keys are from its catalog. */
type Asked<Key> = {
  label: Words<Key>;
  hint?: Words<Key>;
  /** The error for an answer that is missing or isn't one of the choices. */
  missing?: Key;
  autoComplete?: 'given-name' | 'family-name' | 'email' | 'tel' | 'street-address';
  width?: Width;
  /** Off for names and numbers, which a spelling checker would only underline. */
  spellCheck?: false;
};

type Common<Key, Term> = {
  /** Every report has this field; other fields are null when the person gave no answer. */
  required?: true;
  /**
   * The only kinds of report that ask for it. Reports of other kinds, and reports filed before it was added, lack the
   * key.
   */
  kinds?: readonly Kind[];
  /** The English label in an insurer's copy. Fields without one are placed there by hand or left out. */
  copy?: string;
  /** Left out of the package for the records system. */
  inPackage?: false;
  ask?: Asked<Key>;
  /**
   * Shown on the desk as a separate line in its group's section; fields without it are drawn by hand. `needed`: marked
   * when missing. `compared`: also shown when two reports are side by side. Lines are sorted by `order`, lowest first,
   * then in table order.
   */
  desk?: { term: Term; needed?: true; compared?: true; order?: number };
};

type Plain<Key, Term> =
  | { kind: 'text'; max: number }
  | { kind: 'email' | 'phone' | 'money' }
  | { kind: 'yesNo'; yes: Key; no: Key }
  | { kind: 'choice'; choices: Readonly<Record<string, { ask: Key; desk: Term }>> };
/** Fields that are drawn by hand; each screen knows them by name. */
type Special = { kind: 'birthDate' | 'language' | 'actsFor' | 'instant' | 'neighborhood' | 'placeType' | 'point' };
export type Field<Key, Term> = Common<Key, Term> & (Plain<Key, Term> | Special);
