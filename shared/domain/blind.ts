import { isFromReporter } from './attachment.ts';
import type { HistoryEntry } from './history.ts';
import type { Report } from './report.ts';

/** The kinds of history entries for what the reporter said; a blind copy leaves out all other entries. */
const BY_REPORTER: ReadonlySet<HistoryEntry['kind']> = new Set(['submitted', 'answered', 'added', 'message']);

/**
 * A report as its first officer received it, for someone who must decide independently of the first decision. It has
 * what the reporter sent before that decision, and nothing that the agency did. State, offense, case number, letters,
 * notes and even the version number are left out, because each can reveal the decision.
 * @param decidedAt when the decision that is being reviewed was made.
 */
export function blindCopy(report: Report, decidedAt: string): Report {
  const { attachments, corrections, history, receivedAt } = report;
  return {
    ...report,
    state: 'submitted',
    version: 1,
    changedAt: receivedAt,
    offenseCode: null,
    caseNumber: null,
    decidedBy: null,
    duplicateOf: null,
    assignedTo: null,
    claim: null,
    attachments: attachments.filter(
      (one) => isFromReporter(one) && (one.receivedAt === null || one.receivedAt <= decidedAt),
    ),
    corrections: corrections.filter(({ at }) => at <= decidedAt),
    history: history
      .filter(({ at, by, kind }) => at <= decidedAt && by === null && BY_REPORTER.has(kind))
      .map((entry): HistoryEntry => Object.assign({}, entry, { letter: null })),
  };
}
