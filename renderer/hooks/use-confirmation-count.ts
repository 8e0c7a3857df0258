import { useLive } from '../use-live.ts';
import { useRefreshEvery } from './use-refresh-every.ts';

/** How many accounts wait that this person may confirm or decline. */
export function useConfirmationCount(): number {
  const { value, refresh } = useLive('confirmations.count', undefined, ['confirmations']);
  useRefreshEvery(refresh);
  return value?.waiting ?? 0;
}
