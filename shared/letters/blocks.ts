import { inLanguage } from '../domain/by-language.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { knownEvent } from '../domain/history-event.ts';
import type { Notice, Offense, Policy } from '../domain/policy.ts';
import type { Language, ReportKind } from '../domain/report.ts';
import { FORM_WORDS } from '../words/languages.ts';

/** What a letter is about. `offenseCode` is null while nobody has chosen a title; `reasonCode` is a rejection's. */
type Case = { kind: ReportKind; offenseCode: string | null; reasonCode?: string };

/**
 * The notices that the agency includes with a letter about this case. While the title isn't known, those for each title
 * of its kind are included.
 */
export function noticesFor(letter: Notice['letters'][number], of: Case, policy: Policy): Notice[] {
  return policy.notices.filter(
    ({ kinds, letters, offenses, reasons }) =>
      kinds.includes(of.kind) &&
      letters.includes(letter) &&
      (offenses.length === 0 || of.offenseCode === null || offenses.includes(of.offenseCode)) &&
      (of.reasonCode === undefined || reasons.length === 0 || reasons.includes(of.reasonCode)),
  );
}

/** What the report's last follow-up asked for; null if there was none. */
export function lastAsked(
  history: readonly Pick<HistoryEntry, 'event'>[],
): { missing: string[]; question?: string | undefined } | null {
  const last = history.findLast(({ event }) => event.code === 'asked');
  const event = last === undefined ? null : knownEvent(last.event);
  return event?.code === 'asked' ? event.params : null;
}

/**
 * A title as the public form offers it: first the kind of report, then the answer that stands for the title, or the
 * agency's own title where the form has no plain words for it.
 */
export function titleOnForm({ kind, nibrs, title }: Offense, policy: Policy, lang: Language): string {
  const words: Readonly<Record<string, string>> = FORM_WORDS[lang];
  const name = words[`portal-kinds.${kind}.name`] ?? inLanguage(title, policy, lang);
  const isOnly = policy.offenses.filter((one) => one.kind === kind).length === 1;
  return isOnly ? name : `${name} – ${words[`portal-kinds.offenses.${nibrs}`] ?? inLanguage(title, policy, lang)}`;
}
