import { useLive } from '../use-live.ts';
import { useRefreshEvery } from './use-refresh-every.ts';

/** Returns how many policy drafts this person may publish: those that are ready and were written by somebody else. */
export function useDraftsToPublish(myId: string): number {
  const { value, refresh } = useLive('policy.drafts', undefined, ['policy']);
  useRefreshEvery(refresh);
  const ready = value?.drafts.filter(({ state }) => state === 'ready') ?? [];
  return ready.filter(({ author, begunBy }) => author.id !== myId && begunBy?.id !== myId).length;
}
