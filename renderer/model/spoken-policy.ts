import type { Policy } from '#shared/domain/policy.ts';
import { known } from '../t.ts';

/** A policy with its titles, rules and warnings in the officer's language; what the person reads is not touched. */
export function spokenPolicy(policy: Policy): Policy {
  return {
    ...policy,
    offenses: policy.offenses.map((one) => ({
      ...one,
      title: known(one.title),
      trap: one.trap === null ? null : known(one.trap),
    })),
    reasons: policy.reasons.map((one) => ({ ...one, title: known(one.title), rule: known(one.rule) })),
    sentences: policy.sentences.map((one) => ({ ...one, title: known(one.title) })),
    missingItems: policy.missingItems.map((one) => ({ ...one, title: known(one.title) })),
  };
}
