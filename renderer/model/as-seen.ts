import type { Circumstances } from '#shared/domain/act.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';

/** What follows a decision and leaves the report as it was: letters on their way, and an appeal with its outcome. */
const WITHOUT_CHANGE: readonly HistoryEntry['kind'][] = ['letter_sent', 'letter_failed', 'appealed', 'appeal_decided'];

/** Whether an entry after a decision changed what its officer had to go by. */
export const changesReport = ({ kind }: Pick<HistoryEntry, 'kind'>): boolean => !WITHOUT_CHANGE.includes(kind);

/** The flags that an officer saw at a decision, and whether each was dismissed; null if the workstation told none. */
export const shownFlags = (circumstances: Pick<Circumstances, 'hintsShown' | 'hintsDismissed'> | null) =>
  circumstances?.hintsShown.map((code) => ({ code, wrong: circumstances.hintsDismissed.includes(code) })) ?? null;
