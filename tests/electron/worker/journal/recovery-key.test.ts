import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApiClient } from '#electron/worker/api/client.ts';
import { createRecoveryKey } from '#electron/worker/journal/recovery-key.ts';
import { AppError } from '#shared/errors.ts';
import { filledCache } from '../../../helpers/cache.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('after a failure the recovery key is requested again soon, then with increasing delays', async () => {
  const asked: number[] = [];
  const started = Date.now();
  const call = () => {
    asked.push((Date.now() - started) / 1000);
    return Promise.reject(new AppError('offline'));
  };
  const api = { call } as unknown as ApiClient;
  const key = createRecoveryKey({
    stores: filledCache(),
    api,
    isWanted: true,
    onKey: () => undefined,
    random: () => 1,
  });
  key.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([0, 1, 3, 7, 15, 30, 45, 60]);
  key.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(8);
});
