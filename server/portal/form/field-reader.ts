import { visible, visibleLine } from '#shared/storable-text.ts';
import type { PortalText } from '../site/text.ts';
import type { Draft, FieldError } from './draft.ts';

/** Reads fields from a draft one by one and collects errors in the order of the form. */
export type FieldReader = {
  fieldErrors: FieldError[];
  complain: (field: string, message: string, about?: string) => void;
  /**
   * A trimmed line of text; null when the field is empty. Reports an error if it is too long.
   * @param between joins what was typed on several lines.
   */
  line: (field: string, max: number, between?: string) => string | null;
  /** Like `line`, but an empty field is an error with the message `missing`. */
  filled: (field: string, max: number, missing: string) => string;
  /** Multiline text, with line endings as `\n`. */
  paragraph: (field: string, max: number) => string;
  /** One value from a list; anything else, including no choice, is an error. */
  choice: <T extends string>(field: string, allowed: readonly T[], missing: string) => T | null;
};

/** @param nameOf the form's name for a field, for the error about a long answer. */
export function createReader(
  draft: Draft,
  text: PortalText,
  nameOf: (field: string) => string | undefined = () => undefined,
): FieldReader {
  const fieldErrors: FieldError[] = [];
  const complain = (field: string, message: string, about?: string) => void fieldErrors.push({ field, message, about });
  const short = (field: string, value: string, max: number) => {
    if (value.length > max)
      complain(
        field,
        text.t('portal-errors.tooLong', { start: beginningOf(value), max, now: value.length }),
        nameOf(field),
      );
    return value;
  };
  const line = (field: string, max: number, between = ' ') => {
    const value = visibleLine(draft[field] ?? '', between);
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

/** Cuts at whole characters, so a surrogate pair is not split. */
function beginningOf(value: string): string {
  return value
    .slice(0, 25)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
}
