import { inLanguage } from '../domain/by-language.ts';
import type { Policy } from '../domain/policy.ts';
import type { MustAcceptRule, ScreeningQuestion } from '../domain/policy-rules.ts';
import type { FieldError } from '../field-error.ts';
import { placeholdersIn } from './letter-rules.ts';
import { screeningValues } from './values.ts';

/**
 * Possible faults that don't prevent publishing a policy: nobody is notified of danger, or a question before the form
 * turns away reports that a rule says must be accepted. Sending people to 911 is always fine. Whether another way to
 * report is enough is a question for the agency's counsel.
 */
export const policyWarnings = (policy: Policy): FieldError[] => [
  ...ofDanger(policy),
  ...ofQuestions(policy),
  ...ofFlagRules(policy),
];

const ofDanger = ({ danger }: Policy): FieldError[] =>
  danger.to.length > 0 ? [] : [{ path: 'danger.to', detail: { code: 'danger_untold', params: {} } }];

/** Warns about each screening question that turns away a kind of report that a “must accept” rule covers. */
function ofQuestions(policy: Policy): FieldError[] {
  return policy.screening.flatMap((question, at): FieldError[] => {
    if (!turnsAway(question, policy)) return [];
    const { kinds } = question;
    const rules = policy.mustAccept.filter((rule) => kindsOf(rule, policy).some((kind) => kinds.includes(kind)));
    if (rules.length === 0) return [];
    const rule = rules.map((one) => inLanguage(one.rule, policy)).join('; ');
    return [{ path: `screening.${at}.kinds`, detail: { code: 'turns_away', params: { rule } } }];
  });
}

/**
 * Finds must-accept rules that depend on flags while a question turns people away. Flags are found in a report's text,
 * which these people never get to write.
 */
function ofFlagRules(policy: Policy): FieldError[] {
  const n = policy.screening.filter((question) => turnsAway(question, policy)).length;
  return policy.mustAccept.flatMap(({ hints }, at): FieldError[] =>
    hints.length === 0 || n === 0
      ? []
      : [{ path: `mustAccept.${at}.hints`, detail: { code: 'turned_away_first', params: { n } } }],
  );
}

function turnsAway({ turn, ask, isKept }: ScreeningQuestion, policy: Policy): boolean {
  const values = screeningValues(policy);
  // A question is asked only if every limit that it mentions is set.
  const isAsked = placeholdersIn(inLanguage(ask, policy)).every((name) => (values[name] ?? '') !== '');
  return turn !== 'emergency' && !isKept && isAsked;
}

const kindsOf = ({ kinds, offenses }: MustAcceptRule, policy: Policy) => [
  ...kinds,
  ...policy.offenses.filter(({ code }) => offenses.includes(code)).map(({ kind }) => kind),
];
