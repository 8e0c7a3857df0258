import { useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';

/** Something that the server is asked to do from a list: which row it is about while it is under way, and what went wrong. */
export function useTask() {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  return {
    busy,
    error,
    /** Does it unless another is under way. */
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
