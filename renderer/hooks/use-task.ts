import { useRef, useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';

/** Tracks server actions started from a list: the row that one is running for, and the error of the last one. */
export function useTask() {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const pending = useRef(new Map<string, () => Promise<void>>());
  const runAll = async () => {
    for (const [id, work] of pending.current) {
      setBusy(id);
      await work().catch((thrown: unknown) => setError(toAppError(thrown)));
      pending.current.delete(id);
    }
    setBusy(null);
  };
  return {
    busy,
    error,
    /** Runs the action, after those already running; another press on the same row meanwhile changes nothing. */
    run: (id: string, work: () => Promise<void>): void => {
      if (pending.current.has(id)) return;
      setError(null);
      pending.current.set(id, work);
      if (pending.current.size === 1) void runAll();
    },
  };
}
