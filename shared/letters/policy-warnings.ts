import { inLanguage } from '../domain/by-language.ts';
import type { Policy } from '../domain/policy.ts';
import type { MustAcceptRule } from '../domain/policy-rules.ts';
import type { FieldError } from '../field-error.ts';
import { placeholdersIn } from './letter-rules.ts';
import { screeningValues } from './values.ts';

/**
 * What may be wrong with a policy that can be published: a question before the form that turns people away from a kind of
 * report which a rule says must be accepted. Only counsel knows whether who takes it instead is enough. Calling 911 is.
 */
export function policyWarnings(policy: Policy): FieldError[] {
  const values = screeningValues(policy);
  return policy.screening.flatMap(({ kinds, turn, ask }, at): FieldError[] => {
    // A question about a limit that isn't set isn't asked.
    const isAsked = placeholdersIn(inLanguage(ask, policy)).every((name) => (values[name] ?? '') !== '');
    if (turn === 'emergency' || !isAsked) return [];
    const rules = policy.mustAccept.filter((rule) => kindsOf(rule, policy).some((kind) => kinds.includes(kind)));
    if (rules.length === 0) return [];
    const rule = rules.map((one) => inLanguage(one.rule, policy)).join('; ');
    return [{ path: `screening.${at}.kinds`, detail: { code: 'turns_away', params: { rule } } }];
  });
}

/** A rule by flags isn't about a kind: a flag is found in what was written, after the questions. */
const kindsOf = ({ kinds, offenses }: MustAcceptRule, policy: Policy) => [
  ...kinds,
  ...policy.offenses.filter(({ code }) => offenses.includes(code)).map(({ kind }) => kind),
];
