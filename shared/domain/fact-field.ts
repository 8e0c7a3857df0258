import type { REPORT_KINDS } from './kinds.ts';

/* How one row of the table of facts is written; `fact-fields.ts` is the table. */

export type Kind = (typeof REPORT_KINDS)[number];
type Width = 'full' | 'medium' | 'short' | 'tiny';

/** One message, or one for each kind of report that words it in its own way. */
export type Words<Key> = Key | { readonly [K in Kind]?: Key };

/** How the public form asks; the keys are of its catalog. */
type Asked<Key> = {
  label: Words<Key>;
  hint?: Words<Key>;
  /** What is said of an answer that is missing, or that is none of those to choose from. */
  missing?: Key;
  autoComplete?: 'given-name' | 'family-name' | 'email' | 'tel' | 'street-address';
  width?: Width;
  /** For names and numbers, which a spelling check would only underline. */
  spellCheck?: false;
};

type Common<Key, Term> = {
  /** Whether no report is without it; else it is null where the person gave nothing. */
  required?: true;
  /** The only kinds of report of which it is asked. Reports of other kinds, and from before it was asked, lack the key. */
  kinds?: readonly Kind[];
  /** In the copy for an insurer: its label, in English. Those without one are placed by hand there, or kept out. */
  copy?: string;
  /** Kept out of the package for the records system. */
  inPackage?: false;
  ask?: Asked<Key>;
  /**
   * On the desk, as a line of its own in the section of its group; those without it are drawn by hand. `needed`: what is
   * missing is marked. `compared`: also where two reports are side by side. The lowest `order` first, then as they are here.
   */
  desk?: { term: Term; needed?: true; compared?: true; order?: number };
};

type Plain<Key, Term> =
  | { kind: 'text'; max: number }
  | { kind: 'email' | 'phone' | 'money' }
  | { kind: 'yesNo'; yes: Key; no: Key }
  | { kind: 'choice'; choices: Readonly<Record<string, { ask: Key; desk: Term }>> };
/** Those that somebody drew by hand; each screen knows them by name. */
type Special = { kind: 'birthDate' | 'language' | 'actsFor' | 'instant' | 'neighborhood' | 'placeType' | 'point' };
export type Field<Key, Term> = Common<Key, Term> & (Plain<Key, Term> | Special);
