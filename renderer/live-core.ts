import type { AppError } from '#shared/errors.ts';

/**
 * The order of questions and answers of one live value, without any I/O.
 *
 * Invariants: at most one question of a key is under way, and news that come meanwhile are asked for once more after
 * it; an answer to anything but the newest question is dropped; a value stays until a newer one is there.
 */
export type Live<T> = {
  key: string;
  /** Number of the newest question; a change of it means: ask now. */
  seq: number;
  asking: boolean;
  again: boolean;
  value: T | undefined;
  /** The key to which `value` is the answer. */
  valueKey: string | null;
  error: AppError | null;
};

export type LiveEvent<T> =
  /** Another question; its answer, where that is known before. */
  | { type: 'key'; key: string; value?: T | undefined }
  | { type: 'news' }
  | { type: 'value'; seq: number; value: T }
  | { type: 'failure'; seq: number; error: AppError };

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
      return settle({ ...live, error: event.error });
  }
}

/** What is asked under the former key is overtaken, also where nothing is asked under the new one. */
function withKey<T>(live: Live<T>, key: string, value: T | undefined): Live<T> {
  const next = { ...live, key, seq: live.seq + 1, asking: true, again: false, error: null };
  return value === undefined ? next : { ...next, asking: false, value, valueKey: key };
}

function settle<T>(live: Live<T>): Live<T> {
  return live.again ? { ...live, seq: live.seq + 1, asking: true, again: false } : { ...live, asking: false };
}
