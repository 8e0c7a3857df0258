import { setImmediate as nextTurn } from 'node:timers/promises';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import type { Db } from '#server/db/open.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findDraft } from '#server/db/policy-drafts.ts';
import { decisionsWithReports, newestDecisions, newestOpen, openSince, reportsOf } from '#server/db/rehearsal.ts';
import type { Deps } from '#server/deps.ts';
import { dueForRemoval } from '#server/jobs/remove-kept.ts';
import { canonicalJson } from '#shared/audit/row.ts';
import type { Rehearsal, RehearsedRow } from '#shared/domain/policy-draft.ts';
import { AppError } from '#shared/errors.ts';
import { checkDocument, readDocument } from '#shared/letters/policy-document.ts';
import { otherLetters, type Pair, rehearseDecision, rehearseDue, rehearseOpen } from '#shared/letters/rehearse.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { type Author, auditDraft } from './write-draft.ts';

const DECISIONS = 500;
const OPEN = 1_000;
/** Number of reports compared before officers' requests get a turn; comparing one takes well under a millisecond. */
const SLICE = 20;
/** Maximum number of rows listed for decisions, and again for open reports. */
const MOST_ROWS = 200;
/**
 * Maximum number of open reports included because they become overdue or stop being overdue. The other open reports in
 * the comparison are the newest ones.
 */
const MOST_MOVED = 500;
const DUE_SLICE = 500;

const running = new WeakSet<Db>();

/**
 * Compares the policy in force with a draft on real decisions and open reports, in slices, so that the server keeps
 * answering. Changes nothing. A past decision is tried on the report as its officer saw it. Administrators, who see no
 * reports, get counts only.
 * @throws AppError `not_found`, `against_rule` for a draft with faults, `too_many_requests` while another comparison is
 * running.
 */
export async function rehearseDraft(
  deps: Deps,
  draftId: string,
  reader: Author,
  boundary: Ring | null,
): Promise<Rehearsal> {
  const { db } = deps;
  const draft = await findDraft(db, draftId);
  if (draft === null) throw new AppError('not_found');
  const before = await currentPolicy(db);
  const { version, publishedAt } = before;
  const { policy: after, faults } = checkDocument(readDocument(draft.document), { version, publishedAt });
  if (after === null) throw new AppError('against_rule', { fields: faults });
  if (running.has(db)) throw new AppError('too_many_requests', { retryAfterSeconds: 5 });
  running.add(db);
  try {
    const found = await compare(deps, { before, after }, boundary, reviewerOf(reader.session.officer));
    const mayRead = reader.session.officer.role !== 'administrator';
    const { decisions, open } = found;
    await db.transaction().execute((trx) => {
      const detail = { revision: draft.revision, decisions, open, listed: mayRead ? found.rows.length : 0 };
      return auditDraft(trx, deps.now(), reader, { action: 'policy_draft.rehearse', target: draftId, detail });
    });
    return mayRead ? found : { ...found, rows: [], more: { decisions: 0, open: 0 } };
  } finally {
    running.delete(db);
  }
}

async function compare(deps: Deps, pair: Pair, boundary: Ring | null, viewer: string | null): Promise<Rehearsal> {
  const { db } = deps;
  const now = deps.now();
  const acts = await newestDecisions(db, DECISIONS, viewer);
  const { moved, ...dues } = await newDues(deps, pair, viewer);
  // Reports that become overdue or stop being overdue matter most to the reader, so they come first. The newest reports
  // follow, because they show changes of flags.
  const reports = [...new Set([...moved, ...(await newestOpen(db, OPEN, viewer))])].slice(0, OPEN);
  const changed = {
    letters: 0,
    otherLetters: otherLetters(pair),
    refused: 0,
    flags: 0,
    due: dues.due,
    overdue: dues.overdue,
    onTime: dues.onTime,
    removed: await newRemovals(deps, pair),
  };
  const rows: RehearsedRow[] = [];
  const tried = { decisions: 0, open: 0 };
  const listed = { decisions: 0, open: 0 };
  const more = { decisions: 0, open: 0 };
  const note = (row: RehearsedRow | null) => {
    if (row === null) return;
    if (row.letter) changed.letters += 1;
    if (row.refused !== null) changed.refused += 1;
    if (row.flagsAdded.length + row.flagsRemoved.length > 0) changed.flags += 1;
    const part = row.act === null ? 'open' : 'decisions';
    if (listed[part] === MOST_ROWS) {
      more[part] += 1;
      return;
    }
    listed[part] += 1;
    rows.push(row);
  };
  for (const ids of slices(acts)) {
    for (const { report, act } of await decisionsWithReports(db, ids)) {
      note(rehearseDecision(report, act, pair, boundary));
      tried.decisions += 1;
    }
    await nextTurn();
  }
  for (const ids of slices(reports)) {
    for (const report of await reportsOf(db, ids)) {
      const row = rehearseOpen(report, pair, boundary, now);
      // Reports that wait for the agency are already counted by `newDues`.
      if (row !== null && row.due !== null && report.state === 'awaiting_citizen') changed.due += 1;
      note(row);
      tried.open += 1;
    }
    await nextTurn();
  }
  return { ...tried, allOpen: dues.all, changed, rows, more };
}

/**
 * Counts the open reports waiting for the agency whose due date the draft would change (`due`), and those that it would
 * make overdue (`overdue`) or no longer overdue (`onTime`). `moved`: IDs of the latter two, at most `MOST_MOVED`.
 */
async function newDues({ db, now }: Deps, pair: Pair, viewer: string | null) {
  const all = await openSince(db, viewer);
  const found = { all: all.length, due: 0, overdue: 0, onTime: 0 };
  const moved: string[] = [];
  for (const [at, { id, since }] of all.entries()) {
    const { due, overdue } = rehearseDue(since, pair, now());
    if (due !== null) found.due += 1;
    if (overdue === 'becomes') found.overdue += 1;
    if (overdue === 'stops') found.onTime += 1;
    if (overdue !== null && moved.length < MOST_MOVED) moved.push(id);
    if (at % DUE_SLICE === DUE_SLICE - 1) await nextTurn();
  }
  return { ...found, moved };
}

/** Counts the reports that the next cleanup would remove under the draft, but not under the policy in force. */
async function newRemovals(deps: Deps, { before, after }: Pair): Promise<number> {
  if (canonicalJson(before.retention) === canonicalJson(after.retention)) return 0;
  const now = new Set((await dueForRemoval(deps, before)).map(({ id }) => id));
  return (await dueForRemoval(deps, after)).filter(({ id }) => !now.has(id)).length;
}

function slices(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / SLICE) }, (_, at) => ids.slice(at * SLICE, (at + 1) * SLICE));
}
