import type { AppError } from '#shared/errors.ts';

/**
 * Request and response ordering for one live value, without any I/O.
 * Invariants: changes that arrive while a request is in flight trigger a single request after it; a response to any
 * request but the latest is dropped; a value stays until a newer one arrives.
 */
export type Live<T> = {
  key: string;
  /** Number of the latest request. If it changes while `asking` is true, a request must be sent. */
  seq: number;
  asking: boolean;
  again: boolean;
  value: T | undefined;
  /** The key that `value` belongs to. */
  valueKey: string | null;
  error: AppError | null;
};

export type LiveEvent<T> =
  /** Switch to another key, with its value if already known. */
  | { type: 'key'; key: string; value?: T | undefined }
  | { type: 'news' }
  | { type: 'value'; seq: number; value: T }
  /** `last` is an earlier value for the same key, loaded by a page that is now closed. */
  | { type: 'failure'; seq: number; error: AppError; last?: T | undefined };

export function startLive<T>(key: string): Live<T> {
  return { key, seq: 1, asking: true, again: false, value: undefined, valueKey: null, error: null };
}

export function stepLive<T>(live: Live<T>, event: LiveEvent<T>): Live<T> {
  switch (event.type) {
    case 'key':
      if (event.key === live.key) return live;
      return withKey(live, event.key, event.value);
    case 'news':
      if (live.asking) return live.again ? live : { ...live, again: true };
      return { ...live, seq: live.seq + 1, asking: true };
    case 'value':
      if (event.seq !== live.seq) return live;
      return settle({ ...live, value: event.value, valueKey: live.key, error: null });
    case 'failure':
      if (event.seq !== live.seq) return live;
      return settle(failed(live, event.error, event.last));
  }
}

function failed<T>(live: Live<T>, error: AppError, last: T | undefined): Live<T> {
  if (last === undefined || live.valueKey === live.key) return { ...live, error };
  return { ...live, error, value: last, valueKey: live.key };
}

/**
 * Switches to another key. A response for the old key is then dropped, even if no request is sent for the new key. The
 * old value stays, but `valueKey` becomes null, because changes to the old value are no longer tracked.
 */
function withKey<T>(live: Live<T>, key: string, value: T | undefined): Live<T> {
  const next = { ...live, key, seq: live.seq + 1, asking: true, again: false, error: null, valueKey: null };
  return value === undefined ? next : { ...next, asking: false, value, valueKey: key };
}

function settle<T>(live: Live<T>): Live<T> {
  return live.again ? { ...live, seq: live.seq + 1, asking: true, again: false } : { ...live, asking: false };
}
