import { sql } from 'kysely';
import type { z } from 'zod';
import type { Policy } from '#shared/domain/policy.ts';
import type { RetentionRule } from '#shared/domain/policy-rules.ts';
import type { ReportKind, ReportState } from '#shared/domain/report.ts';
import type { RetentionRow, retentionQuery } from '#shared/holds-api.ts';
import { appendAudit } from '../db/audit.ts';
import { announce } from '../db/news.ts';
import { currentPolicy } from '../db/policy.ts';
import { lockReportNow } from '../db/report.ts';
import { isDue, nextToRemove, reportsToRemove, type ToRemove } from '../db/retention.ts';
import type { Deps } from '../deps.ts';

/** States in which the agency has finished with a report. Retention rules never apply to an open report. */
const CLOSED: readonly ReportState[] = ['approved', 'rejected', 'withdrawn', 'closed_no_answer'];

/** How many days a report is kept; null means forever. If several rules match, the longest period applies. */
export function keptDays(rules: readonly RetentionRule[], kind: ReportKind, state: ReportState): number | null {
  if (!CLOSED.includes(state)) return null;
  const fitting = rules.filter((rule) => rule.kinds.includes(kind) && rule.states.includes(state));
  return fitting.length === 0 ? null : Math.max(...fitting.map((rule) => rule.days));
}

/** Returns each kind and outcome that the rules name, with the number of days that such reports are kept. */
function ruled({ retention }: Policy) {
  return retention
    .flatMap((rule) => rule.kinds.flatMap((kind) => rule.states.map((state) => ({ kind, state }))))
    .filter((one, at, all) => all.findIndex(({ kind, state }) => kind === one.kind && state === one.state) === at)
    .flatMap(({ kind, state }) => {
      const days = keptDays(retention, kind, state);
      return days === null ? [] : [{ kind, state, days }];
    });
}

/** Returns the reports that are due for removal now. */
export async function dueForRemoval(deps: Deps, policy: Policy, limit = 1000): Promise<ToRemove[]> {
  const due: ToRemove[] = [];
  for (const { kind, state, days } of ruled(policy)) {
    if (due.length >= limit) break;
    const asked = { kind, state, before: before(deps.now(), days), limit: limit - due.length };
    due.push(...(await reportsToRemove(deps.db, asked)));
  }
  return due;
}

/** How many reports `removeKept` would remove now; stops counting above `most`. */
export async function countDueForRemoval(deps: Deps, most: number): Promise<number> {
  return (await dueForRemoval(deps, await currentPolicy(deps.db), most + 1)).length;
}

/**
 * Returns the reports whose retention period ends within some days from now, earliest first, for people who decide
 * about legal holds. Excludes reports that `viewer` will review blind.
 */
export async function nextRemovals(
  deps: Deps,
  { days: ahead, kind, text = '', offset, limit }: z.output<typeof retentionQuery>,
  viewer: string | null,
): Promise<{ rows: RetentionRow[]; more: boolean }> {
  const rules = ruled(await currentPolicy(deps.db))
    .filter((rule) => kind === undefined || rule.kind === kind)
    .map(({ days, ...rule }) => Object.assign(rule, { days, before: before(deps.now(), days - ahead) }));
  const rows = await nextToRemove(deps.db, rules, { text, offset, limit: limit + 1 }, viewer);
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

type Options = {
  stopped?: AbortSignal;
  limit?: number;
  /** Called after a report is permanently removed, so its files can be deleted, too. */
  onRemoved?: (reportId: string) => Promise<void>;
};

/**
 * Removes reports whose retention period is over, except those under a legal hold. Only the audit log, the entry in the
 * list of case numbers, a row that makes workstations delete the report, the record of its holds, and the trail (who
 * opened it, and who decided what, without personal data) remain. Each report is removed in a separate transaction.
 */
export async function removeKept(deps: Deps, options: Options = {}): Promise<{ removed: number }> {
  const policy = await currentPolicy(deps.db);
  let removed = 0;
  for (const one of await dueForRemoval(deps, policy, options.limit)) {
    if (options.stopped?.aborted === true) break;
    if (!(await removeOne(deps, one, policy))) continue;
    removed += 1;
    await options.onRemoved?.(one.id);
  }
  return { removed };
}

async function removeOne(deps: Deps, { id }: ToRemove, policy: Policy): Promise<boolean> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const row = await lockReportNow(trx, id);
    const days = row === null ? null : keptDays(policy.retention, row.kind, row.state);
    // A hold, an appeal, or a new letter may have been added since the list was made.
    if (row === null || days === null || !(await isDue(trx, id, before(at, days)))) return false;
    await trx
      .insertInto('removed_report')
      .values({
        report_id: id,
        tracking_number: row.tracking_number,
        kind: row.kind,
        state: row.state,
        received_at: row.received_at,
        removed_at: at,
        case_number: row.case_number,
        kept_days: days,
        policy_version: policy.version,
      })
      .execute();
    // Letters, acts, links, pairs, packages, and attachments are deleted along with the report: see the baseline
    // migration.
    await sql`delete from report where id = ${id}`.execute(trx);
    await announce(trx, 'reports');
    await appendAudit(trx, {
      at,
      actor: 'system',
      action: 'report.remove',
      target: id,
      outcome: 'success',
      source: 'clock',
      detail: { kind: row.kind, state: row.state, keptDays: days, policy: policy.version },
    });
    return true;
  });
}
