import type { QueueFilter } from '#shared/domain/queue.ts';
import { useLive } from '../use-live.ts';

const APPEALED: QueueFilter = { states: ['appealed'], kinds: [], text: '', likelyDuplicate: false };

/** How much work is waiting for a supervisor, by page. */
export type SupervisorCounts = { 'second-review': number; appeals: number; holds: number };

/** Returns how many finished reviews have a response from the officer that this supervisor hasn't read yet. */
export const useNewAnswers = (): number => useLive('queue.counts', { filters: [] }, ['reports']).value?.newAnswers ?? 0;

export function useSupervisorCounts(): SupervisorCounts {
  const { value } = useLive('queue.counts', { filters: [APPEALED] }, ['reports', 'outbox']);
  return { 'second-review': value?.toReview ?? 0, appeals: value?.counts[0] ?? 0, holds: value?.holdsLifting ?? 0 };
}
