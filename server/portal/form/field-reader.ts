import type { PortalText } from '../site/text.ts';
import type { Draft, FieldError } from './draft.ts';

/** Takes fields out of a draft one by one and collects what is wrong with them, in the order of the form. */
export type FieldReader = {
  fieldErrors: FieldError[];
  complain: (field: string, message: string, about?: string) => void;
  /** A trimmed line of text; null when the field is empty. Too long is complained about. */
  line: (field: string, max: number) => string | null;
  /** The same, and an empty field is complained about in these words. */
  filled: (field: string, max: number, missing: string) => string;
  /** Text of several lines, line ends as `\n`. */
  paragraph: (field: string, max: number) => string;
  /** One of a list; anything else, with nothing chosen, is complained about. */
  choice: <T extends string>(field: string, allowed: readonly T[], missing: string) => T | null;
};

export function createReader(draft: Draft, text: PortalText): FieldReader {
  const fieldErrors: FieldError[] = [];
  const complain = (field: string, message: string, about?: string) => void fieldErrors.push({ field, message, about });
  const short = (field: string, value: string, max: number) => {
    if (value.length > max)
      complain(field, text.t('portal-errors.tooLong', { start: beginningOf(value), max, now: value.length }));
    return value;
  };
  const line = (field: string, max: number) => {
    const value = visible(draft[field] ?? '')
      .replace(/[\n\t]+/g, ' ')
      .trim();
    return value === '' ? null : short(field, value, max);
  };
  return {
    fieldErrors,
    complain,
    line,
    filled(field, max, missing) {
      const value = line(field, max);
      if (value === null) complain(field, missing);
      return value ?? '';
    },
    paragraph(field, max) {
      return short(field, visible(draft[field] ?? '').trim(), max);
    },
    choice<T extends string>(field: string, allowed: readonly T[], missing: string) {
      const found = allowed.find((one) => one === draft[field]);
      if (found === undefined) complain(field, missing);
      return found ?? null;
    },
  };
}

/** Whole characters, so that a sign of two units is not cut in two. */
function beginningOf(value: string): string {
  return value
    .slice(0, 25)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
}

/**
 * Control characters come along when text is pasted from other programs, and halves of characters from broken ones. The
 * person cannot see them, so could not mend them either: they are dropped, because no database keeps them, and line ends
 * of every system become one kind.
 */
function visible(text: string): string {
  return text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '');
}
