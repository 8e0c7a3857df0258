import { useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';

/** Tracks a server action started from a list: the row it is running for, and its error. */
export function useTask() {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  return {
    busy,
    error,
    /** Runs the action unless another one is running. */
    run: (id: string, work: () => Promise<void>): void => {
      if (busy !== null) return;
      setBusy(id);
      setError(null);
      work()
        .catch((thrown: unknown) => setError(toAppError(thrown)))
        .finally(() => setBusy(null));
    },
  };
}
