import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '#shared/backoff.ts';
import { AppError } from '#shared/errors.ts';
import { type RecoveryKey, recoveryKey } from '#shared/journal/row.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';

export type RecoveryKeyDeps = {
  stores: Pick<Stores, 'db' | 'meta'>;
  api: ApiClient;
  /** False when no journal is kept: the key is then never requested, and nothing waits for it. */
  isWanted: boolean;
  /** This workstation's last known key, in case the cache that stored it is gone. */
  kept?: string | null | undefined;
  /** Called when a first or different key arrived. */
  onKey: (key: string) => void;
  random: () => number;
};

/** Until the key arrives, decisions are saved unsealed, so retries start quickly and then back off. */
const PAUSES = { firstMs: 1000, mostMs: 15_000, spread: 0.5 };
/**
 * How long decisions wait for the key in total. The request itself may take longer, to succeed on a slow connection.
 */
const TIMEOUT_MS = 3000;

/**
 * Maintains the agency's public key for the sealed journal. The key is stored in the cache. It is requested again
 * whenever the cache is opened, because an agency may change it; failed requests are retried.
 */
export function createRecoveryKey({ stores, api, isWanted, kept, onKey, random }: RecoveryKeyDeps) {
  let current = parse(stores.meta.recoveryKey.get()) ?? parse(kept ?? null);
  let again: NodeJS.Timeout | undefined;
  let failures = 0;
  let asking: Promise<void> | null = null;
  let waitUntil: number | null = null;
  const ending = new AbortController();

  async function fetch(): Promise<void> {
    const found = await api.call('recoveryKey', { signal: ending.signal });
    if (found.keyId === current?.keyId && stores.meta.recoveryKey.get() !== null) return;
    const text = JSON.stringify(found);
    write(stores.db, (tx) => stores.meta.recoveryKey.set(tx, text));
    current = found;
    onKey(text);
  }

  function ask(): Promise<void> {
    clearTimeout(again);
    asking ??= fetch()
      .catch((error: unknown) => {
        // Officers who may not review make no decisions, so no key is needed.
        if (ending.signal.aborted || (error instanceof AppError && error.code === 'forbidden')) return;
        failures += 1;
        again = setTimeout(() => void ask(), backoffMs(failures, PAUSES, random));
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  return {
    start: (): void => {
      if (isWanted) void ask();
    },
    get: (): RecoveryKey | null => current,
    /**
     * Waits briefly for the key if it hasn't arrived yet. Only the first decisions after a first sign-in can need this;
     * when offline, decisions are sealed later.
     */
    wait: async (): Promise<void> => {
      if (!isWanted || current !== null) return;
      const now = performance.now();
      waitUntil ??= now + TIMEOUT_MS;
      const left = waitUntil - now;
      // Decisions saved unsealed in the meantime are sealed when the key arrives.
      if (left > 0)
        await Promise.race([ask(), sleep(left, undefined, { ref: false, signal: ending.signal }).catch(() => {})]);
    },
    stop: (): void => {
      ending.abort();
      clearTimeout(again);
    },
  };
}

function parse(text: string | null): RecoveryKey | null {
  if (text === null) return null;
  try {
    return recoveryKey.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
