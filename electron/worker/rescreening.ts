import { hash } from 'node:crypto';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { DANGER_WORDS } from '#shared/screening/danger-words.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { RULES_VERSION } from '#shared/screening/hints.ts';
import { WORD_RULES } from '#shared/screening/rules.ts';
import { screeningSettings } from '#shared/screening/settings.ts';
import { WRONG_KINDS } from '#shared/screening/wrong-kind.ts';
import type { BoundaryOf } from './boundary.ts';
import { LISTED } from './db/queue-columns.ts';
import type { StandingHints } from './db/reports.ts';
import type { Stores } from './db/stores.ts';
import type { Tx } from './db/write.ts';

type Parts = {
  stores: Pick<Stores, 'meta' | 'policy' | 'reports'>;
  /** Returns a report's hints under the current screening rules. */
  standingHints: (report: Report) => StandingHints;
  boundaryOf: BoundaryOf;
};

/**
 * Keeps the queue's hint counts correct when the rules, the agency's limits or the city boundary change. Reports are
 * screened only when stored, so otherwise the hint column, its sort order and `has:flag` would differ from what the open
 * report shows. Progress is stored in the cache with the counts, so screening resumes after a restart.
 */
export function createRescreening({ stores, standingHints, boundaryOf }: Parts) {
  const { meta, policy, reports } = stores;
  let known: { policy: Policy | null; basis: string } | null = null;
  /** Cached per policy: reading the policy is cheap, but computing the fingerprint is not. */
  const basis = (): string => {
    const now = policy.current();
    if (known?.policy !== now) known = null;
    known ??= { policy: now, basis: screeningBasis(now, boundaryOf(now)) };
    return known.basis;
  };

  return {
    /** If the cache is empty, records that no reports need screening again: new ones are screened when they arrive. */
    beginEmpty: (tx: Tx): void => {
      if (reports.next(0) === null) meta.screened.set(tx, { basis: basis(), next: null });
    },
    /** Screens one report; `shown` is true when its queue row changed. */
    step: (tx: Tx): { more: boolean; shown: boolean } => {
      const before = meta.screened.get();
      const from = before?.basis === basis() ? before.next : 0;
      if (from === null) return { more: false, shown: false };
      const one = reports.next(from);
      meta.screened.set(tx, { basis: basis(), next: one === null ? null : one.seq + 1 });
      return {
        more: one !== null,
        shown: one !== null && reports.listAgain(tx, one.seq, one.report, policy.current(), standingHints(one.report)),
      };
    },
  };
}

/**
 * Computes a fingerprint of everything that hints and the danger mark depend on, except the report and the officer's
 * feedback. It also covers the queue's columns, so a new column is filled in during the same pass.
 */
export function screeningBasis(policy: Policy | null, boundary: Ring | null): string {
  const rules = [
    RULES_VERSION,
    WORD_RULES.map(({ code, kinds, pattern }) => [code, kinds, String(pattern)]),
    WRONG_KINDS.map(({ code, kinds, pattern, ignores, unless }) => [
      code,
      kinds,
      [pattern, ignores, unless].map(String),
    ]),
    Object.values(DANGER_WORDS).map(String),
  ];
  return hash('sha256', JSON.stringify([rules, screeningSettings(policy), boundary, LISTED]));
}
