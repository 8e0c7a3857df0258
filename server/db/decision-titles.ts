import type { Policy } from '#shared/domain/policy.ts';

/** Codes of offenses, reasons and missing items whose title contains the given text in any language, ignoring case. */
export function codesWithTitle(policy: Policy, text: string): string[] {
  const wanted = text.toLowerCase();
  return [...policy.offenses, ...policy.reasons, ...policy.missingItems]
    .filter(({ title }) => Object.values(title).some((words) => words?.toLowerCase().includes(wanted)))
    .map(({ code }) => code);
}
