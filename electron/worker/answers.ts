import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Stores } from './db/stores.ts';

export type AnswersDeps = {
  reports: Pick<Stores['reports'], 'get'>;
  officer: Pick<Officer, 'id'>;
  tell: (trackingNumbers: readonly string[]) => void;
};

/**
 * Detects when a reporter has replied to this officer's follow-up: the stored report was waiting on the reporter, the
 * new version has the reply, and the last follow-up in its history is this officer's. Replies that arrive with a first
 * pull are not news.
 */
export function createAnswers({ reports, officer, tell }: AnswersDeps) {
  // Keyed by report id, because a retried transaction checks the same reports again.
  const fresh = new Map<string, Report>();
  return {
    /** Call before the report is stored, inside the transaction that stores it. */
    look: (report: Report): void => {
      if (report.state !== 'resubmitted') return;
      const question = report.history.findLast(({ kind }) => kind === 'follow_up');
      if (question?.officerId !== officer.id) return;
      const before = reports.get(report.id);
      // Compare versions, because a page requested before a decision was sent may contain the state before that
      // decision.
      if (before?.state === 'awaiting_citizen' && before.version < report.version) fresh.set(report.id, report);
    },
    /** Call after the commit or rollback. After a rollback the report will be pulled again, so nothing is announced yet. */
    tell: (): void => {
      const stored = [...fresh.values()].filter(({ id, version }) => (reports.get(id)?.version ?? 0) >= version);
      fresh.clear();
      if (stored.length > 0) tell(stored.map(({ trackingNumber }) => trackingNumber));
    },
  };
}
