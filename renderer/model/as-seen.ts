import type { Circumstances } from '#shared/domain/act.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';

/** Entries after a decision that leave the report unchanged: letters being sent, and an appeal with its outcome. */
const WITHOUT_CHANGE: readonly HistoryEntry['kind'][] = ['letter_sent', 'letter_failed', 'appealed', 'appeal_decided'];

/** Whether an entry after a decision changed what the officer's decision was based on. */
export const changesReport = ({ kind }: Pick<HistoryEntry, 'kind'>): boolean => !WITHOUT_CHANGE.includes(kind);

/**
 * The flags an officer saw at a decision, and whether each was dismissed; null if the workstation didn't record them.
 */
export const shownFlags = (circumstances: Pick<Circumstances, 'hintsShown' | 'hintsDismissed'> | null) =>
  circumstances?.hintsShown.map((code) => ({ code, wrong: circumstances.hintsDismissed.includes(code) })) ?? null;
