import { policyOfVersion } from '#server/db/policy.ts';
import type { Deps } from '#server/deps.ts';
import { addDays, instantAt } from '#shared/domain/working-days.ts';
import { type Chosen, chooseSample } from './choose-sample.ts';
import { mondayOf } from './draw-sample.ts';

/**
 * `missing`: decisions that the seed chooses but that are not in the sample. `extra`: decisions in the sample that the
 * seed does not choose.
 */
export type CheckedSample = {
  week: string;
  seed: string;
  decisions: { drawn: number; found: number };
  chosen: number;
  missing: string[];
  extra: string[];
};

/**
 * Repeats a week's draw with its seed, decisions, and policy, and compares the results. Uses the trail, which outlives
 * the reports; changes nothing.
 * @param week any day of the week, YYYY-MM-DD.
 * @returns null if that week was not drawn.
 */
export async function checkSample({ db }: Pick<Deps, 'db'>, week: string): Promise<CheckedSample | null> {
  const monday = mondayOf(week);
  const draw = await db.selectFrom('review_draw').selectAll().where('week', '=', monday).executeTakeFirst();
  const policy = draw === undefined ? null : await policyOfVersion(db, draw.policy_version);
  if (draw === undefined || policy === null) return null;
  const { timeZone } = policy.agency;
  const rows = await db
    .selectFrom('decision')
    .innerJoin('officer', 'officer.id', 'officer_id')
    .select(['decision.id', 'officer_id', 'officer.created_at', 'decided_at', 'reason_code'])
    .where('kind', 'in', ['approve', 'reject'])
    .where('decided_at', '>=', instantAt(monday, 0, timeZone))
    .where('decided_at', '<', instantAt(addDays(monday, 7), 0, timeZone))
    .execute();
  const decisions = rows.map((one) => ({
    id: one.id,
    officerId: one.officer_id,
    officerSince: one.created_at,
    at: one.decided_at,
    reasonCode: one.reason_code,
  }));
  const byId = new Map(decisions.map((one) => [one.id, one]));
  // A sample whose report was removed has lost its decision's ID; the officer and the time still identify the decision.
  const nameOf = (officerId: string, at: Date, why: Chosen['why']) => `${officerId} ${at.toISOString()} ${why}`;
  const again = chooseSample(monday, decisions, policy.review, draw.seed).flatMap(({ id, why }) => {
    const one = byId.get(id);
    return one === undefined ? [] : [nameOf(one.officerId, one.at, why)];
  });
  const samples = await db
    .selectFrom('review_sample')
    .select(['officer_id', 'decided_at', 'why'])
    .where('week', '=', monday)
    .execute();
  const kept = samples.map(({ officer_id, decided_at, why }) => nameOf(officer_id, decided_at, why));
  return {
    week: monday,
    seed: draw.seed,
    decisions: { drawn: draw.decisions, found: rows.length },
    chosen: kept.length,
    missing: without(again, kept),
    extra: without(kept, again),
  };
}

function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = new Set(taken);
  return all.filter((one) => !left.has(one));
}
