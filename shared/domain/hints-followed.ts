import type { Act, Circumstances } from './act.ts';
import type { Policy } from './policy.ts';

/**
 * Whether a decision follows the flags that the officer saw and did not dismiss: true if it rejects the report for a
 * reason that one of these flags suggests. Null if none of these flags suggests a reason, or if the act is neither an
 * approval nor a rejection.
 */
export function hintsFollowed(
  act: Act,
  { hintsShown, hintsDismissed }: Pick<Circumstances, 'hintsShown' | 'hintsDismissed'>,
  { reasons }: Pick<Policy, 'reasons'>,
): boolean | null {
  if (act.kind !== 'approve' && act.kind !== 'reject') return null;
  const remaining = hintsShown.filter((code) => !hintsDismissed.includes(code));
  const suggested = reasons.filter(({ hints }) => hints.some((code) => remaining.includes(code)));
  if (suggested.length === 0) return null;
  return act.kind === 'reject' && suggested.some(({ code }) => code === act.reasonCode);
}
