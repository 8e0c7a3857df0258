import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Stores } from './db/stores.ts';

export type AnswersDeps = {
  reports: Pick<Stores['reports'], 'get'>;
  officer: Pick<Officer, 'id'>;
  tell: (trackingNumbers: readonly string[]) => void;
};

/**
 * Notices that a person answered what this officer had asked: the report was with the person here, comes back answered,
 * and the last question in its history is by this officer. What a first pull brings was answered before, and is no news.
 */
export function createAnswers({ reports, officer, tell }: AnswersDeps) {
  // A transaction may be repeated, and then looks at its reports once more.
  const fresh = new Map<string, Report>();
  return {
    /** To be called before the report is stored, inside the transaction that stores it. */
    look: (report: Report): void => {
      if (report.state !== 'resubmitted') return;
      const question = report.history.findLast(({ kind }) => kind === 'follow_up');
      if (question?.officerId !== officer.id) return;
      const before = reports.get(report.id);
      // A page that was asked for before a decision was sent may bring what was there before it.
      if (before?.state === 'awaiting_citizen' && before.version < report.version) fresh.set(report.id, report);
    },
    /** To be called when it is stored, or when that was taken back: then it comes once more, and is no news yet. */
    tell: (): void => {
      const stored = [...fresh.values()].filter(({ id, version }) => (reports.get(id)?.version ?? 0) >= version);
      fresh.clear();
      if (stored.length > 0) tell(stored.map(({ trackingNumber }) => trackingNumber));
    },
  };
}
