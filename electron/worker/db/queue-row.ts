import { isSetAside } from '#shared/domain/appeals.ts';
import { eachLanguage, inLanguage } from '#shared/domain/by-language.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { REPORT_STATES, type Report, type ReportKind, type ReportState } from '#shared/domain/report.ts';
import { KIND_NAMES, LANGUAGES } from '#shared/words/languages.ts';

/** The name of a kind of report in each language. */
const kindNames = (kind: ReportKind) => eachLanguage((language) => KIND_NAMES[language][`kinds.${kind}`]);

/** Ranks states in the order in which a report passes through them, not alphabetically. */
export function stateRank(state: ReportState): number {
  return REPORT_STATES.indexOf(state);
}

/**
 * Returns the offense title in every language, the agency's own first, for sorting and searching. If the policy doesn't
 * have the code, returns the name of the report kind.
 */
export function offenseWords(kind: ReportKind, code: string | null, policy: Policy | null): string {
  const title = policy?.offenses.find((one) => one.code === code)?.title ?? kindNames(kind);
  const agency = policy?.agency.language ?? 'en';
  return [
    ...new Set([agency, ...LANGUAGES].map((one) => inLanguage(title, { agency: { language: agency } }, one))),
  ].join('\n');
}

/**
 * Actions by which an officer takes ownership of a report; adding a note or reversing a colleague's decision does not
 * count.
 */
const TAKES_ON: readonly HistoryEntry['kind'][] = ['approved', 'rejected', 'follow_up', 'contact', 'escalated'];

/**
 * Returns the officer who owns a report: the assignee, else the officer who last decided it, contacted the reporter or
 * escalated it.
 */
export function ownerOf({ assignedTo, history }: Report): string | null {
  if (assignedTo !== null) return `id:${assignedTo.id}`;
  // Nobody owns a report whose rejection was just set aside, least of all the officer who rejected it.
  const since = history.slice(history.findLastIndex(isSetAside) + 1);
  const last = since.findLast(({ by, kind }) => by !== null && (kind === 'assigned' || TAKES_ON.includes(kind)));
  // The report was unassigned, or no one has taken it on yet, so it has no owner.
  if (last === undefined || last.kind === 'assigned') return null;
  return last.officerId === undefined ? `name:${last.by}` : `id:${last.officerId}`;
}
