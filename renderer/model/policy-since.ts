import type { ActKind } from '#shared/domain/act.ts';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { LetterKind, Policy } from '#shared/domain/policy.ts';

/** Acts whose letter text is compared. */
const LETTERS: Partial<Record<ActKind, LetterKind>> = {
  approve: 'approved',
  reject: 'rejected',
  follow_up: 'follow_up',
  log_call: 'missed_call',
  message: 'message',
  return: 'correction',
  uphold_appeal: 'appeal_upheld',
  grant_appeal: 'appeal_granted',
};

/** `gone`: no longer in the policy. */
export type PolicyChange = { what: 'letter' | 'reason' | 'offense' | 'item'; is: 'changed' | 'gone' };

/** Returns how the policy has changed since a decision, limited to the parts that concern the decision. */
export function policySince(
  { kind, event, language, letter: sent }: Pick<DecisionRow, 'kind' | 'event' | 'language' | 'letter'>,
  then: Policy,
  now: Policy,
): PolicyChange[] {
  if (then.version === now.version) return [];
  // Only a missed call sends a letter.
  const letter = kind === 'log_call' && sent === null ? undefined : LETTERS[kind];
  const wording = ({ letters, agency }: Policy) =>
    letter === undefined ? undefined : (letters[letter][language] ?? letters[letter][agency.language]);
  const { reasonCode, offenseCode, missing } = Object(event.params) as Record<string, unknown>;
  const items = Array.isArray(missing) ? missing : [];
  return [
    ...compared('letter', wording(then), wording(now)),
    ...compared('reason', withCode(then.reasons, reasonCode), withCode(now.reasons, reasonCode)),
    ...compared('offense', withCode(then.offenses, offenseCode), withCode(now.offenses, offenseCode)),
    ...items.flatMap((code) => compared('item', withCode(then.missingItems, code), withCode(now.missingItems, code))),
  ];
}

const withCode = <Entry extends { code: string }>(entries: readonly Entry[], code: unknown): Entry | undefined =>
  entries.find((one) => one.code === code);

function compared(what: PolicyChange['what'], then: unknown, now: unknown): PolicyChange[] {
  if (then === undefined || JSON.stringify(then) === JSON.stringify(now)) return [];
  return [{ what, is: now === undefined ? 'gone' : 'changed' }];
}
