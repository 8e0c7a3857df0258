import type { Policy } from '../domain/policy.ts';
import type { FieldError } from '../field-error.ts';
import { LANGUAGES } from '../words/languages.ts';
import { brokenPlaceholder, placeholdersIn } from './letter-rules.ts';
import { screeningValues } from './values.ts';

/** Codes of the form's own fields, which the agency's questions can't use. */
const TAKEN = ['place', 'town'];

/**
 * Finds faults in the questions before the form: placeholders that the portal couldn't fill, and codes that the portal
 * itself uses.
 */
export function screeningFaults(policy: Policy): FieldError[] {
  const known = Object.keys(screeningValues(policy));
  return policy.screening.flatMap(({ code, ask, why }, at) => [
    ...(TAKEN.includes(code)
      ? [{ path: `screening.${at}.code`, detail: { code: 'twice', params: { value: code } } } as const]
      : []),
    ...Object.entries({ ask, why }).flatMap(([part, texts]) =>
      LANGUAGES.flatMap((language): FieldError[] => {
        const text = texts[language] ?? '';
        const path = `screening.${at}.${part}.${language}`;
        const broken = brokenPlaceholder(text);
        if (broken !== null) return [{ path, detail: broken }];
        return placeholdersIn(text)
          .filter((name) => !known.includes(name))
          .map((name) => ({ path, detail: { code: 'placeholder_not_here', params: { placeholder: `{${name}}` } } }));
      }),
    ),
  ]);
}
