import { z } from 'zod';
import { uuid } from '#shared/domain/ids.ts';
import type { createMeta } from './meta.ts';
import type { Tx } from './write.ts';

const kept = z.object({
  reportIds: z.array(uuid),
  isOnlySupervisor: z.boolean(),
  toReview: z.int().min(0),
  newAnswers: z.int().min(0).default(0),
  holdsLifting: z.int().min(0).default(0),
});
export type Supervision = z.infer<typeof kept>;

const NOTHING: Supervision = { reportIds: [], isOnlySupervisor: false, toReview: 0, newAnswers: 0, holdsLifting: 0 };

/**
 * Stores the server's latest information for this supervisor: which reports must not be on this workstation because
 * their second review is blind, how many reviews are waiting, and whether nobody else can decide appeals. Empty for
 * other roles.
 */
export function createSupervisionStore(meta: ReturnType<typeof createMeta>) {
  let text: string | null = null;
  let known = NOTHING;
  let hidden: ReadonlySet<string> = new Set();
  /** The stored value is parsed again only after a change, because it is looked up for every report that arrives. */
  const read = (): void => {
    const now = meta.supervision.get();
    if (now === text) return;
    text = now;
    known = now === null ? NOTHING : (kept.safeParse(JSON.parse(now)).data ?? NOTHING);
    hidden = new Set(known.reportIds);
  };
  return {
    /** Whether the server has sent this information yet. */
    isKnown: (): boolean => meta.supervision.get() !== null,
    get: (): Supervision => {
      read();
      return known;
    },
    isHidden: (reportId: string): boolean => {
      read();
      return hidden.has(reportId);
    },
    set: (tx: Tx, next: Supervision): void => meta.supervision.set(tx, JSON.stringify(next)),
  };
}
