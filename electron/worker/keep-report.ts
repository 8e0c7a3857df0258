import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { createAnswers } from './answers.ts';
import { isLongClosed } from './commands/purge.ts';
import type { Stores } from './db/stores.ts';
import type { Tx } from './db/write.ts';
import type { Linker } from './duplicates/link-report.ts';
import type { ReportViews } from './report-views.ts';

type Parts = {
  stores: Pick<Stores, 'reports' | 'supervision'>;
  linker: Pick<Linker, 'link'>;
  answers: Pick<ReturnType<typeof createAnswers>, 'look'>;
  views: Pick<ReportViews, 'standingHints' | 'reopenDismissed'>;
  /** The server's clock decides which reports are old enough to remove, because a workstation's clock may be wrong. */
  serverNow: () => Date;
};

/**
 * Stores a report from the server with its hints, and marks it for linking. Skips reports closed long ago, unless they
 * are already stored, and reports awaiting this supervisor's blind review.
 */
export const createKeeper =
  ({ stores: { reports, supervision }, linker, answers, views, serverNow }: Parts) =>
  (tx: Tx, report: Report, policy: Policy | null, generation: number): void => {
    if (supervision.isHidden(report.id)) return;
    if (isLongClosed(report, policy, serverNow()) && reports.seqOf(report.id) === null) return;
    answers.look(report);
    views.reopenDismissed(tx, report);
    const seq = reports.save(tx, report, policy, views.standingHints(report), generation);
    if (seq !== null) linker.link(tx, seq);
  };
