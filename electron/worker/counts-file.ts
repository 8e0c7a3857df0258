import { rm } from 'node:fs/promises';
import type { Log } from '#electron/common/log.ts';
import { type UnsentCounts, writeCounts } from '#electron/common/others-here.ts';
import { errorShape } from '#shared/errors.ts';

const SOON_MS = 250;

/**
 * Keeps the counts file next to the cache (others-here.ts) up to date while the cache is open. If the file can't be
 * written, it is removed, because unknown counts are better than outdated ones.
 */
export function createCountsFile({ path, count, log }: { path: string; count: () => UnsentCounts; log: Log }) {
  let timer: NodeJS.Timeout | undefined;
  let noted = '';
  let writing: Promise<void> = Promise.resolve();

  async function note(): Promise<void> {
    try {
      const now = count();
      const text = JSON.stringify(now);
      if (text === noted) return;
      await writeCounts(path, now);
      noted = text;
    } catch (error) {
      noted = '';
      log('left.not_noted', { code: errorShape(error).code });
      await rm(path, { force: true }).catch(() => undefined);
    }
  }

  function now(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(note);
    return writing;
  }

  return {
    soon: (): void => {
      timer ??= setTimeout(() => void now(), SOON_MS).unref();
    },
    /** Call while the cache is still open. */
    close: now,
  };
}
