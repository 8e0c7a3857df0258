import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';

/** The form's fields by name, exactly as typed. */
export type Draft = Readonly<Record<string, string>>;

/**
 * An error about one field, in the person's language. `about` names the question when several errors have the same
 * message, so that they can be told apart in a list.
 */
export type FieldError = { field: string; message: string; about?: string | undefined };

/** Reads a posted form; if a field is repeated, the last value counts. */
export function draftOf(body: unknown): Draft {
  const draft: Record<string, string> = Object.create(null);
  if (typeof body !== 'object' || body === null) return draft;
  for (const [name, value] of Object.entries(body)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') draft[name] = last;
  }
  return draft;
}

/**
 * The form field name for a path in the facts. The two differ for amounts of money, because people type dollars and the
 * facts use cents.
 */
export function formName(path: string): string {
  return path.replace(/Cents$/, '');
}

/** Returns the element ID of a field. IDs contain no dots, so styles and scripts can refer to them easily. */
export function fieldId(field: string): string {
  return field.replaceAll('.', '-');
}

/** Answers to the form's questions, without its hidden fields, buttons, and honeypot. */
export function answersOf(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => ANSWER.test(name) && value !== ''));
}

/** Matches the names of answer fields; `ask` is for screening. The page's script also saves only these. */
export const ANSWER = new RegExp(`^(?:offense|how|(?:ask|${Object.keys(FACT_FIELDS).join('|')})\\.[\\w.]{1,40})$`);
