import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { currentPolicy, policyAt } from '#server/db/policy.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { drawsAny } from '#shared/domain/review-rule.ts';
import { addDays, dayOf, instantAt } from '#shared/domain/working-days.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { chooseSample } from './choose-sample.ts';

/**
 * A week's draw. `isNew` is false if the week was drawn before; `decisions` is the number of decisions in the week.
 * Functions return null instead if the rule draws nothing, or if nobody has acted since the week began.
 */
export type Draw = { week: string; decisions: number; chosen: number; seed: string; isNew: boolean };

/** Serializes draws, since two servers may draw at the same time. */
const DRAW_LOCK = 7_021_004;
/** PostgreSQL takes at most 65,535 parameters. */
const AT_ONCE = 1_000;

/** The Monday of the week before the one that contains `now`, in the agency's time zone. */
export function lastWeek(now: Date, timeZone: string): string {
  return addDays(mondayOf(dayOf(now, timeZone)), -7);
}

export const mondayOf = (day: string): string => addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));

/**
 * How many weeks late a draw may be. After that, so many decisions may be gone that a person should decide whether to
 * draw.
 */
const MOST_WEEKS_LATE = 8;

/**
 * Draws last week's sample by the rule in force, and the samples of earlier weeks that were missed because no server
 * was running, each by the rule that was in force when its week ended.
 * @returns the draws that were made now; `late` lists the Mondays of the missed weeks that were drawn.
 */
export async function drawDue(
  deps: Deps,
  by: { actor: string; source: string },
): Promise<{ draws: Draw[]; late: string[] }> {
  const { timeZone } = (await currentPolicy(deps.db)).agency;
  const monday = lastWeek(deps.now(), timeZone);
  const last = await deps.db
    .selectFrom('review_draw')
    .select('week')
    .where('week', '<', monday)
    .orderBy('week', 'desc')
    .limit(1)
    .executeTakeFirst();
  const missed: string[] = [];
  // Weeks before the first draw don't count as missed.
  const drawn = last?.week ?? monday;
  for (let week = addDays(monday, -7); week > drawn; week = addDays(week, -7)) missed.push(week);
  const draws: Draw[] = [];
  const late: string[] = [];
  for (const week of missed.slice(0, MOST_WEEKS_LATE).toReversed()) {
    const rule = await policyAt(deps.db, instantAt(addDays(week, 7), 0, timeZone));
    const draw = rule === null ? null : await drawSample(deps, by, week, rule);
    if (draw?.isNew !== true) continue;
    draws.push(draw);
    // A week without decisions is drawn only once somebody has acted after it, but it wasn't missed.
    if (draw.decisions > 0) late.push(week);
  }
  const draw = await drawSample(deps, by, monday);
  return { draws: draw?.isNew === true ? [...draws, draw] : draws, late };
}

/**
 * Draws a week's decisions for second review, once: another call for the same week changes nothing, unless the week had
 * no decisions when it was drawn.
 * @param week any day of the week, YYYY-MM-DD; by default last week.
 * @param rule the policy to draw by; by default the one in force.
 * @throws AppError `against_rule` if the week is not over.
 */
export async function drawSample(
  deps: Deps,
  by: { actor: string; source: string },
  week?: string,
  rule?: Policy,
): Promise<Draw | null> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const policy = rule ?? (await currentPolicy(trx));
    const { timeZone } = policy.agency;
    const monday = week === undefined ? lastWeek(at, timeZone) : mondayOf(week);
    const end = instantAt(addDays(monday, 7), 0, timeZone);
    // Refuse a week that is not over, because decisions made later in the week would never be selected.
    if (end > at) throw new AppError('against_rule', { fields: [plainFault('week', 'in_future')] });
    await sql`select pg_advisory_xact_lock(${DRAW_LOCK})`.execute(trx);
    const before = await trx.selectFrom('review_draw').selectAll().where('week', '=', monday).executeTakeFirst();
    const acts = await decisionsIn(trx, { start: instantAt(monday, 0, timeZone), end });
    // A server whose clock was ahead may have drawn the week before anybody decided anything in it.
    if (before !== undefined && (before.decisions > 0 || acts.length === 0)) {
      const { chosen } = await trx
        .selectFrom('review_sample')
        .select((eb) => eb.fn.countAll<number>().as('chosen'))
        .where('week', '=', monday)
        .executeTakeFirstOrThrow();
      return { week: monday, decisions: before.decisions, chosen, seed: before.seed, isNew: false };
    }
    if (!drawsAny(policy.review)) return null;
    if (acts.length === 0 && !(await isReached(trx, instantAt(monday, 0, timeZone)))) return null;

    const seed = randomBytes(16).toString('hex');
    const decisions = acts.map((one) => ({
      id: one.id,
      officerId: one.officer_id,
      officerSince: one.created_at,
      at: one.decided_at,
      reasonCode: one.kind === 'reject' ? one.code : null,
    }));
    const chosen = chooseSample(monday, decisions, policy.review, seed);
    const draw = { seed, policy_version: policy.version, decisions: acts.length, drawn_at: at };
    await trx
      .insertInto('review_draw')
      .values({ week: monday, ...draw })
      .onConflict((conflict) => conflict.column('week').doUpdateSet(draw))
      .execute();
    const known = new Map(acts.map((one) => [one.id, one]));
    const rows = chosen.flatMap(({ id, why }) => {
      const one = known.get(id);
      if (one === undefined) return [];
      const kind = one.kind === 'approve' ? ('approve' as const) : ('reject' as const);
      const { report_id, officer_id, code, decided_at } = one;
      return [{ id: uuidv7(at), week: monday, act_id: id, report_id, officer_id, kind, code, decided_at, why }];
    });
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      await trx
        .insertInto('review_sample')
        .values(rows.slice(from, from + AT_ONCE))
        .execute();
    }
    await appendAudit(trx, {
      at,
      ...by,
      action: 'review.draw',
      target: monday,
      outcome: 'success',
      detail: { decisions: acts.length, chosen: rows.length, seed, policy: policy.version },
    });
    return { week: monday, decisions: acts.length, chosen: rows.length, seed, isNew: true };
  });
}

/** Reads the approvals and rejections of a period. */
function decisionsIn(trx: Transaction<Database>, { start, end }: { start: Date; end: Date }) {
  return trx
    .selectFrom('act')
    .innerJoin('officer', 'officer.id', 'act.officer_id')
    .select(['act.id', 'report_id', 'officer_id', 'officer.created_at', 'decided_at', 'kind'])
    .select(sql<string>`coalesce(act.act ->> 'reasonCode', act.act ->> 'offenseCode')`.as('code'))
    .where('kind', 'in', ['approve', 'reject'])
    .where('decided_at', '>=', start)
    .where('decided_at', '<', end)
    .execute();
}

/** Whether anybody has acted since `start`. If nobody has, the clock may be ahead, and that week still to come. */
async function isReached(trx: Transaction<Database>, start: Date): Promise<boolean> {
  const act = await trx.selectFrom('act').select('id').where('decided_at', '>=', start).limit(1).executeTakeFirst();
  return act !== undefined;
}
