import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { HINT_CODES, type Hint } from '#shared/screening/hint.ts';
import { screen } from '#shared/screening/hints.ts';
import { screeningSettings } from '#shared/screening/settings.ts';
import type { ApiClient } from './api/client.ts';
import type { BoundaryOf } from './boundary.ts';
import { toOutboxRow } from './commands/outbox-row.ts';
import type { StandingHints } from './db/reports.ts';
import type { Stores } from './db/stores.ts';
import type { Tx } from './db/write.ts';
import { incidentOf } from './duplicates/incident.ts';
import type { Linker } from './duplicates/link-report.ts';
import { readingOnce, sameSender, shownDuplicates } from './duplicates/other-reports.ts';

type Parts = {
  stores: Stores;
  api: ApiClient;
  linker: Linker;
  /** The city's outline, used by the hint that a location is outside the city; null when none is loaded. */
  boundaryOf: BoundaryOf;
};

export type ReportViews = ReturnType<typeof createReportViews>;

/** Builds report views: a report with everything the window shows next to it. */
export function createReportViews({ stores, api, linker, boundaryOf }: Parts) {
  /** Returns all hints for the report, and whether the officer dismissed each one. */
  const hintsOf = (report: Report): ReportView['hints'] => {
    const policy = stores.policy.current();
    const known = { ...report, facts: knownFacts(report) };
    const hints = screen(known, boundaryOf(policy), screeningSettings(policy));
    if (hints.length === 0) return [];
    const wrong = stores.hintFeedback.wrongOf(report.id);
    return hints.map((hint) => Object.assign({ wrong: wrong.has(hint.code) }, hint));
  };

  /** Returns the number of hints that the officer has not dismissed, and the code of the strongest one. */
  const standingHints = (report: Report): StandingHints => {
    const codes = new Set(hintsOf(report).flatMap(({ code, wrong }) => (wrong ? [] : [code])));
    return { count: codes.size, flag: HINT_CODES.find((code) => codes.has(code)) ?? '' };
  };

  /** Shows a dismissed hint again when a new version of the report has newer words for it, which nobody has judged. */
  const reopenDismissed = (tx: Tx, report: Report): void => {
    if (stores.hintFeedback.wrongOf(report.id).size === 0) return;
    const before = stores.reports.get(report.id);
    if (before === null) return;
    const known = new Map(hintsOf(before).map((hint) => [hint.code, newestAt(hint)]));
    for (const hint of hintsOf(report)) {
      if (hint.wrong && newestAt(hint) > (known.get(hint.code) ?? '')) {
        stores.hintFeedback.reopen(tx, report.id, hint.code);
      }
    }
  };

  const view = (id: string): ReportView => {
    const report = stores.reports.get(id);
    if (report === null) throw new AppError('not_found');
    const others = { queue: stores.queue, outbox: stores.outbox, reports: readingOnce(stores) };
    return {
      report,
      here: true,
      outbox: stores.outbox.ofReport(id).map(toOutboxRow),
      unsent: stores.queue.row(id)?.unsent ?? false,
      hints: hintsOf(report),
      duplicates: shownDuplicates(others, report, linker.duplicates(id)),
      comparing: linker.isDue(id),
      incident: incidentOf({ queue: stores.queue, links: stores.links, linker }, id),
      sameSender: sameSender(others, report),
      mayJudgeOwn: stores.supervision.get().isOnlySupervisor,
    };
  };

  /**
   * Fetches a report that was removed from the cache. It can still be a duplicate candidate, and the server still has
   * it.
   */
  const viewFromServer = async (id: string): Promise<ReportView> => {
    const report = await api.call('report', { params: { reportId: id } });
    const nothing = { outbox: [], unsent: false, duplicates: [], comparing: false, incident: null, sameSender: [] };
    return { report, here: false, hints: hintsOf(report), ...nothing };
  };

  return { hintsOf, standingHints, reopenDismissed, view, viewFromServer };
}

/** When the reporter last wrote words that a hint goes by; empty if it goes by a value. */
const newestAt = ({ readings }: Hint): string => readings?.at(-1)?.at ?? '';
