import { isSamePerson } from '#shared/domain/same-person.ts';
import { collect } from '#shared/link/collection.ts';
import type { Label } from '#shared/link/fit.ts';
import type { Model } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import {
  type Compared,
  crossValidate,
  LEAST_DECISIONS,
  refit,
  type WeightRow,
  weightTable,
} from '#shared/link/refit.ts';
import { decidedPairs, type LinkedRow, newestRows } from '../db/link-keys.ts';
import type { Deps } from '../deps.ts';
import { currentEngine, toldBy } from './find-repeats.ts';

export type Fitted = { model: Model; compared: Compared; weights: WeightRow[] };

/** What is rare is counted over these besides the reports that were decided about. */
const SAMPLE = 2000;
/** The newest decisions are enough. */
const MOST = 20_000;

/**
 * Fits the model in force to what officers decided about pairs of reports, and compares both. Nothing changes by it.
 * @returns how many decisions there are, where they are fewer than `LEAST_DECISIONS`.
 */
export async function fitLinkModel(deps: Deps): Promise<Fitted | number> {
  const pairs = await decidedPairs(deps.db, MOST);
  if (pairs.length < LEAST_DECISIONS) return pairs.length;
  const { model } = await currentEngine(deps);
  const rows = new Map<string, LinkedRow>();
  for (const row of await newestRows(deps.db, SAMPLE)) rows.set(row.id, row);
  for (const { left, right } of pairs) rows.set(left.id, left).set(right.id, right);
  const ids = [...rows.keys()];
  const at = new Map(ids.map((id, i) => [id, i]));
  const collection = collect(
    model,
    Array.from(rows.values(), (row) => ({ id: row.id, row: rowOfReport(toldBy(row)) })),
  );
  const labels = pairs.map(({ left, right, decision }): Label => {
    const isOne = isSamePerson(toldBy(left), toldBy(right));
    const hypothesis = { same: isOne ? 'same_person' : 'other_person', related: 'related', not_same: null }[decision];
    return { a: at.get(left.id) ?? 0, b: at.get(right.id) ?? 0, hypothesis };
  });
  const fitted = refit(model, collection, labels);
  return { model: fitted, compared: crossValidate(model, collection, labels), weights: weightTable(model, fitted) };
}
