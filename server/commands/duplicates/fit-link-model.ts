import { appendAudit } from '#server/db/audit.ts';
import { decidedPairs, type LinkedRow, newestRows, toldBy } from '#server/db/link-keys.ts';
import { findLinkModel, keepLinkFit, linkModelVersion } from '#server/db/link-model.ts';
import type { Db } from '#server/db/open.ts';
import { countDecidedPairs } from '#server/db/pairs.ts';
import type { Deps } from '#server/deps.ts';
import { SAMPLE } from '#server/duplicates/engine.ts';
import { fitApart } from '#server/linkage/fit-in-thread.ts';
import { p2cModel } from '#server/linkage/model.ts';
import { uuidv7 } from '#server/uuid.ts';
import { HYPOTHESES } from '#shared/domain/duplicate.ts';
import type { LinkFit } from '#shared/domain/link-fit.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { AppError } from '#shared/errors.ts';
import type { Model } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { reasonOf } from '#shared/link/reason.ts';
import { LEAST_DECISIONS, type WeightRow } from '#shared/link/refit.ts';

export type Fitted = { fit: LinkFit; model: Model };

/** Maximum number of decisions used; the most recent ones are enough. */
const MOST = 10_000;

const running = new WeakMap<Db, Promise<Fitted>>();

/**
 * Fits the current model to officers' decisions about pairs of reports and compares the fitted model with the current
 * one. The result is stored until it is published or replaced by another fit. Concurrent callers share one run.
 * @throws AppError `act_not_allowed` with fewer than `LEAST_DECISIONS` decisions.
 */
export function fitLinkModel(deps: Deps, by: { actor: string; source: string }): Promise<Fitted> {
  const going = running.get(deps.db);
  if (going !== undefined) return going;
  const fitting = fit(deps, by).finally(() => running.delete(deps.db));
  running.set(deps.db, fitting);
  return fitting;
}

async function fit(deps: Deps, by: { actor: string; source: string }): Promise<Fitted> {
  const { db } = deps;
  const decided = await countDecidedPairs(db);
  if (decided < LEAST_DECISIONS) {
    const params = { decisions: decided, least: LEAST_DECISIONS };
    throw new AppError('act_not_allowed', { detail: { code: 'too_few_decisions', params } });
  }
  const basedOn = await linkModelVersion(db);
  const before = (await findLinkModel(db, basedOn)) ?? p2cModel;
  const { model, compared, weights } = await fitApart(before, async (tell) => {
    const sent = new Set<string>();
    const give = (rows: readonly LinkedRow[]) => {
      const fresh = rows.filter(({ id }) => !sent.has(id));
      for (const { id } of fresh) sent.add(id);
      tell({ kind: 'rows', rows: fresh.map((row) => ({ id: row.id, row: rowOfReport(toldBy(row)) })) });
    };
    for await (const pairs of decidedPairs(db, MOST)) {
      give([...new Map(pairs.flatMap(({ left, right }) => [left, right]).map((row) => [row.id, row])).values()]);
      tell({ kind: 'pairs', pairs: pairs.map(labelOf) });
    }
    // Value frequencies are estimated from the newest reports, which are read here, and from the reports with
    // decisions.
    for await (const rows of newestRows(db, SAMPLE)) give(rows);
  });
  const at = deps.now();
  const reasoned = weights.flatMap((one) => withReason(before, one));
  const own: LinkFit = { id: uuidv7(at), at: at.toISOString(), by: by.actor, basedOn, ...compared, weights: reasoned };
  await db.transaction().execute(async (trx) => {
    await keepLinkFit(trx, own, model);
    const detail = { decisions: compared.decisions };
    await appendAudit(trx, { at, ...by, action: 'link_model.fit', target: own.id, outcome: 'success', detail });
  });
  return { fit: own, model };
}

type Decided = { left: LinkedRow; right: LinkedRow; decision: 'same' | 'not_same' | 'related' };

function labelOf({ left, right, decision }: Decided) {
  const isOne = isSamePerson(toldBy(left), toldBy(right));
  const same = isOne ? 'same_person' : 'other_person';
  const related = isOne ? 'related' : 'near_by';
  const hypothesis = { same, related, not_same: null }[decision];
  return { a: left.id, b: right.id, hypothesis };
}

function withReason({ comparisons }: Model, row: WeightRow): LinkFit['weights'] {
  const hypothesis = HYPOTHESES.find((one) => one === row.hypothesis);
  if (hypothesis === undefined) return [];
  const comparison = comparisons.find(({ name }) => name === row.comparison);
  const reason =
    comparison &&
    reasonOf(
      comparison,
      comparison.levels.findIndex(({ name }) => name === row.level),
    );
  return reason == null ? [] : [{ ...row, ...reason, hypothesis }];
}
