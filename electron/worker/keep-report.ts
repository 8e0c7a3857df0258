import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { createAnswers } from './answers.ts';
import { isLongClosed } from './commands/purge.ts';
import type { Stores } from './db/stores.ts';
import type { Tx } from './db/write.ts';
import type { Linker } from './duplicates/link-report.ts';
import type { ReportViews } from './report-views.ts';

type Parts = {
  stores: Pick<Stores, 'reports'>;
  linker: Pick<Linker, 'link'>;
  answers: Pick<ReturnType<typeof createAnswers>, 'look'>;
  views: Pick<ReportViews, 'standingHints'>;
  /** The server's clock: what is old enough to leave does not hang on one that nobody sets right. */
  serverNow: () => Date;
};

/** Stores a report as the server gave it, with its hints, and marks it to be linked; one that was closed long ago stays out. */
export const createKeeper =
  ({ stores: { reports }, linker, answers, views, serverNow }: Parts) =>
  (tx: Tx, report: Report, policy: Policy | null, generation: number): void => {
    if (isLongClosed(report, policy, serverNow()) && reports.seqOf(report.id) === null) return;
    answers.look(report);
    const seq = reports.save(tx, report, policy, views.standingHints(report), generation);
    if (seq !== null) linker.link(tx, seq);
  };
