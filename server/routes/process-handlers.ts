import { AppError } from '#shared/errors.ts';
import type { processApi } from '#shared/process-api.ts';
import { claimReport, releaseClaim } from '../commands/claim.ts';
import { decidePair } from '../commands/decide-pair.ts';
import { readAuditPage } from '../commands/export-audit.ts';
import { repeatsOfReport } from '../commands/find-repeats.ts';
import { setHold } from '../commands/hold.ts';
import { noteCourtesy } from '../commands/note-courtesy.ts';
import { noteListRead } from '../commands/note-list-read.ts';
import { noteReads } from '../commands/note-reads.ts';
import { pushPackage } from '../commands/push-package.ts';
import { sayHint } from '../commands/say-hint.ts';
import { sentBeforeOf } from '../commands/sent-before.ts';
import { findCaseNumbers } from '../db/case-numbers.ts';
import { listColleagues } from '../db/colleagues.ts';
import { findCourtesyContacts } from '../db/courtesy.ts';
import { countWrongHints } from '../db/hint-feedback.ts';
import { findPackages } from '../db/packages.ts';
import { currentPolicy } from '../db/policy.ts';
import { findHolds } from '../db/retention.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** What the rows of shared/process-api.ts do. */
export function processHandlers(deps: Deps): Pick<Handlers, keyof typeof processApi> {
  const { db } = deps;
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
    sayHint: async ({ params, body }, { session, source }) => {
      await sayHint(deps, { ...params, ...body }, session, source);
      return null;
    },
    wrongHints: async (_, { session, source }) => {
      const rows = await countWrongHints(db);
      await noteListRead(deps, 'hints.read', rows.length, session, source);
      return { rows };
    },
    repeats: async ({ params }, { session, source }) => {
      await noteReads(deps, session, source);
      const repeats = await repeatsOfReport(deps, params.reportId);
      if (repeats === null) throw new AppError('not_found');
      return { repeats };
    },
    sentBefore: async ({ params }, { session, source }) => {
      await noteReads(deps, session, source);
      const reports = await sentBeforeOf(deps, params.reportId);
      if (reports === null) throw new AppError('not_found');
      return { reports };
    },
    decidePair: ({ headers, body }, { session, source }) =>
      decidePair(deps, { key: headers['idempotency-key'], request: body, source }, session),
    courtesyContacts: async ({ query }, { session, source }) => {
      await noteReads(deps, session, source);
      return findCourtesyContacts(db, query, deps.now(), await currentPolicy(db));
    },
    courtesyDone: async ({ params, body }, { session, source }) => {
      await noteCourtesy(deps, params.reportId, body, session, source);
      return null;
    },
    caseNumbers: async ({ query }, { session, source }) => {
      const found = await findCaseNumbers(db, query);
      await noteListRead(deps, 'case_numbers.read', found.rows.length, session, source);
      return found;
    },
    holds: async ({ query }, { session, source }) => {
      const found = await findHolds(db, query);
      await noteListRead(deps, 'holds.read', found.rows.length, session, source);
      return found;
    },
    layHold: async ({ params, body }, { session, source }) => {
      await setHold(deps, params.reportId, body.why, session, source);
      return null;
    },
    liftHold: async ({ params }, { session, source }) => {
      await setHold(deps, params.reportId, null, session, source);
      return null;
    },
    rmsPackages: async ({ query }, { session, source }) => {
      const found = await findPackages(db, query);
      await noteListRead(deps, 'rms.read', found.rows.length, session, source);
      return found;
    },
    rmsPush: ({ params }, { session, source }) => pushPackage(deps, params.packageId, session, source),
  };
}
