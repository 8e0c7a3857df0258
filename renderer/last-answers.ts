import type { Channel } from '#shared/ipc-names.ts';

/** Data that only the server has; pages show the last response while the server can't be reached. */
const KEPT: ReadonlySet<Channel> = new Set([
  'audit.decisions',
  'audit.officers',
  'audit.openings',
  'hints.wrong',
  'hints.dismissed',
  'audit.entries',
  'audit.chain',
  'reviews.tray',
  'reviews.rates',
  'appeals.list',
  'figures.read',
  'holds.list',
  'holds.record',
  'retention.next',
  'retention.removed',
  'case-numbers.list',
  'case-numbers.years',
  'policy.drafts',
]);
const MOST = 40;
/** Longer than any shift. */
const KEPT_MS = 12 * 3_600_000;

/**
 * The server's last responses, in memory only: not stored on the workstation, and cleared when the window locks,
 * reloads or closes.
 */
export function createLastAnswers(now: () => number = Date.now) {
  const answers = new Map<string, { at: number; value: unknown }>();
  return {
    keep: (channel: Channel, key: string, value: unknown): void => {
      if (!KEPT.has(channel)) return;
      answers.delete(key);
      answers.set(key, { at: now(), value });
      for (const oldest of answers.keys()) {
        if (answers.size <= MOST) break;
        answers.delete(oldest);
      }
    },
    find: (key: string): unknown => {
      const found = answers.get(key);
      return found === undefined || now() - found.at > KEPT_MS ? undefined : found.value;
    },
    forget: (): void => answers.clear(),
  };
}

export const lastAnswers = createLastAnswers();
