import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';

/** What stands in a form's fields, by field name, exactly as it was typed. */
export type Draft = Readonly<Record<string, string>>;

/**
 * A fieldError about one field, in the person's language. `about` names the question where many are answered alike, so that
 * a list of fieldErrors tells them apart.
 */
export type FieldError = { field: string; message: string; about?: string | undefined };

/** Reads a posted form; a field that came more than once counts as it came last. */
export function draftOf(body: unknown): Draft {
  const draft: Record<string, string> = Object.create(null);
  if (typeof body !== 'object' || body === null) return draft;
  for (const [name, value] of Object.entries(body)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') draft[name] = last;
  }
  return draft;
}

/** The name in the form of a place in the facts: people type dollars where the facts have cents. */
export function formName(path: string): string {
  return path.replace(/Cents$/, '');
}

/** Ids of elements hold no dots, so that styles and scripts can name them simply. */
export function fieldId(field: string): string {
  return field.replaceAll('.', '-');
}

/** Answers to what the form asks, without the form's own hidden fields, buttons and traps. */
export function answersOf(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => ANSWER.test(name) && value !== ''));
}

/** Names of fields that are answers; the page's script keeps those alone, too. */
export const ANSWER = new RegExp(`^(?:offense|how|(?:${Object.keys(FACT_FIELDS).join('|')})\\.[\\w.]{1,40})$`);
