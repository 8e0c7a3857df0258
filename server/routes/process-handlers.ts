import { AppError } from '#shared/errors.ts';
import type { holdsApi } from '#shared/holds-api.ts';
import type { processApi } from '#shared/process-api.ts';
import type { recordsApi } from '#shared/records-api.ts';
import { readAuditPage } from '../commands/audit/export-audit.ts';
import { logListRead } from '../commands/audit/log-list-read.ts';
import { logReads } from '../commands/audit/log-reads.ts';
import { decidePair } from '../commands/duplicates/decide-pair.ts';
import { pushPackage } from '../commands/records/push-package.ts';
import { claimReport, releaseClaim } from '../commands/reports/claim.ts';
import { recordCourtesyContact } from '../commands/reports/courtesy-contact.ts';
import { saveHintFeedback } from '../commands/reports/hint-feedback.ts';
import { askToLiftHold, keepHold, placeHold } from '../commands/reports/legal-hold.ts';
import { reportsBySender } from '../commands/reports/reports-by-sender.ts';
import { blindDuplicates, blindSameSender } from '../commands/second-review/blind-lists.ts';
import { caseNumberYears, findCaseNumbers } from '../db/case-numbers.ts';
import { listColleagues } from '../db/colleagues.ts';
import { findCourtesyContacts } from '../db/courtesy.ts';
import { hiddenReports, reviewerOf } from '../db/hidden-reports.ts';
import { countWrongHints, findDismissedHints } from '../db/hint-feedback.ts';
import { findHoldRecord } from '../db/hold-record.ts';
import { findPackages } from '../db/packages.ts';
import { currentPolicy } from '../db/policy.ts';
import { findHolds, findRemoved } from '../db/retention.ts';
import type { Session } from '../db/session.ts';
import type { Deps } from '../deps.ts';
import type { Duplicates } from '../duplicates/searcher.ts';
import { nextRemovals } from '../jobs/remove-kept.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/process-api.ts, shared/records-api.ts and shared/holds-api.ts. */
export function processHandlers(
  deps: Deps,
  searcher: Duplicates,
  mailsSupervisors: boolean,
): Pick<Handlers, keyof typeof processApi | keyof typeof recordsApi | keyof typeof holdsApi> {
  const { db } = deps;
  const hiddenFrom = ({ officer }: Session) => hiddenReports(db, reviewerOf(officer));
  return {
    auditLog: ({ query }, { session, source }) => readAuditPage(deps, query, session, source),
    colleagues: async () => ({ rows: await listColleagues(db) }),
    claim: async ({ params, body }, { session }) => ({
      claim: await claimReport(deps, params.reportId, body.take, session),
    }),
    releaseClaim: async ({ params }, { session }) => {
      await releaseClaim(deps, params.reportId, session);
      return null;
    },
    saveHintFeedback: async ({ params, body }, { session, source }) => {
      await saveHintFeedback(deps, { ...params, ...body }, session, source);
      return null;
    },
    wrongHints: async (_, { session, source }) => {
      const rows = await countWrongHints(db);
      await logListRead(deps, 'hints.read', rows.length, session, source);
      return { rows };
    },
    dismissedHints: async ({ query }, { session, source }) => {
      const found = await findDismissedHints(db, query, reviewerOf(session.officer));
      // A supervisor's workstation requests this for each report it opens, so don't log every request.
      if (query.reportId !== undefined) await logReads(deps, session, source);
      else await logListRead(deps, 'hints.read', found.rows.length, session, source);
      return found;
    },
    duplicates: async ({ params: { reportId } }, { session, source, gone }) => {
      await logReads(deps, session, source);
      const found = await searcher.ask<'duplicates'>(
        { kind: 'duplicates', reportId },
        `officer ${session.officer.id}`,
        gone,
      );
      if (found === null) throw new AppError('not_found');
      return { ...found, duplicates: blindDuplicates(found.duplicates, reportId, await hiddenFrom(session)) };
    },
    sameSender: async ({ params }, { session, source }) => {
      await logReads(deps, session, source);
      const reports = await reportsBySender(deps, params.reportId);
      if (reports === null) throw new AppError('not_found');
      return { reports: blindSameSender(reports, await hiddenFrom(session)) };
    },
    decidePair: ({ headers, body }, { session, source }) =>
      decidePair(deps, { key: headers['idempotency-key'], request: body, source }, session),
    courtesyContacts: async ({ query }, { session, source }) => {
      await logReads(deps, session, source);
      return findCourtesyContacts(db, query, deps.now(), await currentPolicy(db), reviewerOf(session.officer));
    },
    courtesyDone: async ({ params, body }, { session, source }) => {
      await recordCourtesyContact(deps, params.reportId, body, session, source);
      return null;
    },
    caseNumbers: async ({ query }, { session, source }) => {
      const found = await findCaseNumbers(db, query, reviewerOf(session.officer));
      await logListRead(deps, 'case_numbers.read', found.rows.length, session, source);
      return found;
    },
    caseNumberYears: async (_, { session, source }) => {
      const rows = await caseNumberYears(db, reviewerOf(session.officer));
      await logListRead(deps, 'case_numbers.read', rows.length, session, source);
      return { rows };
    },
    holds: async ({ query }, { session, source }) => {
      const found = await findHolds(db, query);
      await logListRead(deps, 'holds.read', found.rows.length, session, source);
      return found;
    },
    holdRecord: async ({ query }, { session, source }) => {
      const found = await findHoldRecord(db, query);
      await logListRead(deps, 'holds.read', found.rows.length, session, source);
      return found;
    },
    layHold: async ({ params, body }, { session, source }) => {
      await placeHold(deps, params.reportId, body, session, source);
      return null;
    },
    liftHold: async ({ params, body }, { session, source }) => {
      const asked = { ...body, isMailed: mailsSupervisors };
      await askToLiftHold(deps, params.reportId, asked, session, source);
      return null;
    },
    keepHold: async ({ params }, { session, source }) => {
      await keepHold(deps, params.reportId, session, source);
      return null;
    },
    retention: async ({ query }, { session, source }) => {
      const found = await nextRemovals(deps, query, reviewerOf(session.officer));
      await logListRead(deps, 'retention.read', found.rows.length, session, source);
      return found;
    },
    removedReports: async ({ query }, { session, source }) => {
      const found = await findRemoved(db, query);
      await logListRead(deps, 'retention.read', found.rows.length, session, source);
      return found;
    },
    rmsPackages: async ({ query }, { session, source }) => {
      const found = await findPackages(db, query, reviewerOf(session.officer));
      await logListRead(deps, 'rms.read', found.rows.length, session, source);
      return found;
    },
    rmsPush: ({ params }, { session, source }) => pushPackage(deps, params.packageId, session, source),
  };
}
