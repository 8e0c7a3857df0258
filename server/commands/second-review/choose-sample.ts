import { createHmac } from 'node:crypto';
import type { ReviewRule } from '#shared/domain/review-rule.ts';
import type { SampleReason } from '#shared/domain/second-review.ts';

const DAY_MS = 86_400_000;

/** A decision of the week. `reasonCode` is null for an approval; `officerSince` is when the officer's account was created. */
export type Decision = {
  id: string;
  officerId: string;
  officerSince: Date;
  at: Date;
  reasonCode: string | null;
};
export type Chosen = { id: string; why: SampleReason };

/**
 * Chooses the decisions of a week for second review: all decisions with one of the rule's reasons, and a share of each
 * officer's other decisions, rounded up. The choice depends only on the seed: it takes the first decisions in the order
 * of HMAC-SHA-256(seed, week, officer, decision). With the seed that the draw stored, anyone can repeat the choice.
 * Before the draw, nobody can predict it.
 * @param week the Monday of the week, YYYY-MM-DD.
 */
export function chooseSample(week: string, decisions: readonly Decision[], rule: ReviewRule, seed: string): Chosen[] {
  const isAlways = ({ reasonCode }: Decision) => reasonCode !== null && rule.reasons.includes(reasonCode);
  const always = decisions.filter(isAlways).map(({ id }): Chosen => ({ id, why: 'reason' }));
  const groups = new Map<string, { decisions: Decision[]; isNew: boolean }>();
  for (const one of decisions) {
    if (isAlways(one)) continue;
    const age = one.at.getTime() - one.officerSince.getTime();
    // An officer who decided before the account was created, as in imported data, was not new.
    const isNew = age >= 0 && age < rule.newOfficerDays * DAY_MS;
    const key = `${one.officerId} ${isNew}`;
    const group = groups.get(key) ?? { decisions: [], isNew };
    group.decisions.push(one);
    groups.set(key, group);
  }
  const drawn = [...groups.values()].flatMap(({ decisions: own, isNew }) => {
    const percent = isNew ? rule.newOfficerSharePercent : rule.sharePercent;
    const ranked = own
      .map((one) => ({ id: one.id, rank: rankOf(seed, week, one) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
    return ranked
      .slice(0, shareOf(own.length, percent))
      .map(({ id }): Chosen => ({ id, why: isNew ? 'new_officer' : 'share' }));
  });
  return [...always, ...drawn];
}

/** Rounds up, but not because of floating-point error: 7% of 100 is 7. */
const shareOf = (count: number, percent: number): number => Math.min(count, Math.ceil((count * percent) / 100 - 1e-9));

const rankOf = (seed: string, week: string, { officerId, id }: Decision): string =>
  createHmac('sha256', seed).update(`${week}\n${officerId}\n${id}`).digest('hex');
