import type { Policy } from '../domain/policy.ts';
import { type FieldError, plainFault } from '../field-error.ts';
import { NIBRS_RULES } from './rules.ts';

/**
 * Finds offense titles whose code isn't allowed for their kind of report. Each approval with such a title would end up
 * in the error tray after the reporter has already received the letter.
 */
export function titleFaults({ offenses }: Policy): FieldError[] {
  return offenses.flatMap(({ kind, nibrs }, at): FieldError[] => {
    const allowed: readonly string[] = NIBRS_RULES.codes[kind];
    const path = `offenses.${at}.nibrs`;
    if (allowed.length === 0) return nibrs === null ? [] : [plainFault(path, 'nibrs_not_wanted')];
    if (nibrs !== null && allowed.includes(nibrs)) return [];
    return [{ path, detail: { code: 'not_an_option', params: { options: allowed.join(', ') } } }];
  });
}
