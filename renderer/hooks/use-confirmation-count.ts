import { useLive } from '../use-live.ts';
import { useRefreshEvery } from './use-refresh-every.ts';

/** Returns how many accounts are waiting for this person to confirm or decline them. */
export function useConfirmationCount(): number {
  const { value, refresh } = useLive('confirmations.count', undefined, ['confirmations']);
  useRefreshEvery(refresh);
  return value?.waiting ?? 0;
}
