import { sql } from 'kysely';
import { intakeBody, type Readiness } from '#shared/api.ts';
import { blindCopy } from '#shared/domain/blind.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { fieldErrors } from '#shared/field-error.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { withoutDirectionsIn } from '#shared/storable-text.ts';
import type { AuthRules } from '../auth/rules.ts';
import { dropDecisions } from '../commands/agency/drop-decisions.ts';
import { openJournal } from '../commands/agency/open-journal.ts';
import { logReads } from '../commands/audit/log-reads.ts';
import { noteFound } from '../commands/find/find-reports.ts';
import { actOnReport } from '../commands/reports/act-on-report.ts';
import { fileReport } from '../commands/reports/file-report.ts';
import { hiddenSince, reviewerOf } from '../db/hidden-reports.ts';
import { currentPolicy, policyOfVersion } from '../db/policy.ts';
import { findReport } from '../db/report.ts';
import type { AccountDeps, PaperDeps, UploadDeps } from '../deps.ts';
import type { Duplicates } from '../duplicates/searcher.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RecoveryKeys } from '../recovery/key-pair.ts';
import type { StreetLines } from '../street-lines.ts';
import { accountHandlers } from './account-handlers.ts';
import { figureHandlers } from './figure-handlers.ts';
import { findHandlers } from './find-handlers.ts';
import type { MayFile } from './intake-door.ts';
import { linkHandlers } from './link-handlers.ts';
import { personHandlers } from './person-handlers.ts';
import { policyHandlers } from './policy-handlers.ts';
import { processHandlers } from './process-handlers.ts';
import type { Handlers } from './register.ts';
import { reviewHandlers } from './review-handlers.ts';
import { serviceHandlers } from './service-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { signInHandlers } from './sign-in-handlers.ts';
import { trailHandlers } from './trail-handlers.ts';
import { updateHandlers } from './update-handlers.ts';
import { workstationHandlers } from './workstation-handlers.ts';

/**
 * Handlers for every endpoint in the contract. Each handler is only a few lines; the work is done in `commands` and
 * `db`.
 */
export function apiHandlers(
  deps: PaperDeps & AccountDeps & UploadDeps,
  given: {
    feed: ChangeFeed;
    recovery: RecoveryKeys;
    ready: () => Promise<Readiness>;
    rules: AuthRules;
    metrics: Metrics | null;
    tellConfirmation: (name: string) => void;
    /** Whether supervisors get e-mail. */
    mailsSupervisors: boolean;
    mayFile: MayFile;
    duplicates: Duplicates;
    /** Called when a supervisor decides an appeal against their own decision because there is no other supervisor. */
    tellOwnAppeal: (trackingNumber: string) => void;
    /** The city's outer boundary; null when there is no map. */
    boundary: Ring | null;
    /** The agency's streets. */
    streets: StreetLines;
  },
): Handlers {
  const { feed, recovery, ready, rules, mayFile, duplicates, tellOwnAppeal } = given;
  const { db } = deps;
  return {
    health: async () => {
      await sql`select 1`.execute(db).catch((cause: unknown) => {
        throw new AppError('unavailable', { cause });
      });
      return { ok: true };
    },
    ready: async () => {
      const found = await ready();
      if (!found.ready) throw new AppError('unavailable', { current: found });
      return found;
    },
    ...sessionHandlers(deps, rules),
    ...signInHandlers(deps, rules),
    ...serviceHandlers(deps, given.metrics),
    policy: () => currentPolicy(db),
    policyOfVersion: async ({ params }) => {
      const found = await policyOfVersion(db, params.version);
      if (found === null) throw new AppError('not_found');
      return found;
    },
    changes: async ({ query }, { session, source, gone, mayStill }) => {
      await logReads(deps, session, source);
      return { rawJson: await feed.read(query, gone, mayStill) };
    },
    report: async ({ params }, { session, source }) => {
      await logReads(deps, session, source);
      const report = await findReport(db, params.reportId);
      if (report === null) throw new AppError('not_found');
      // Reviewers' workstations report which reports officers open. Records clerks' workstations don't, so record the
      // opening here.
      if (session.officer.role === 'records') await noteFound(deps, session, report.id);
      const since = await hiddenSince(db, reviewerOf(session.officer), params.reportId);
      return since === null ? report : blindCopy(report, since.toISOString());
    },
    streetLines: ({ query: { known } }) => {
      const { version, lines } = given.streets;
      return Promise.resolve({ version, lines: version === null || version === known ? null : [...lines] });
    },
    act: async ({ params, headers, body }, { session, source }) => {
      const { reportId } = params;
      const { officer } = session;
      const since = await hiddenSince(db, reviewerOf(officer), reportId);
      const input = { reportId, key: headers['idempotency-key'], request: body, officer, source };
      const report = await actOnReport(deps, input).catch((error: unknown) => {
        throw since === null ? error : withoutCurrent(error);
      });
      if (isJudgedAlone(report, officer)) tellOwnAppeal(report.trackingNumber);
      return { report };
    },
    recoveryKey: () => Promise.resolve(recovery.public),
    openJournal: ({ body }, { session, source }) =>
      openJournal(deps, recovery, Buffer.from(body.file, 'base64'), session, source),
    dropDecisions: ({ body }, { session, source }) => dropDecisions(deps, body, session, source),
    intake: async ({ body, headers }, { source }) => {
      await mayFile(body, headers['intake-key']);
      // Validate again, because a text may be empty after direction marks are removed.
      const plain = intakeBody.safeParse(withoutDirectionsIn(body));
      if (!plain.success) throw new AppError('invalid_request', { fields: fieldErrors(plain.error) });
      const { trackingNumber, receivedAt } = await fileReport(deps, plain.data, { source });
      return { trackingNumber, receivedAt };
    },
    ...policyHandlers(deps, given.boundary),
    ...processHandlers(deps, duplicates, given.mailsSupervisors),
    ...linkHandlers(deps),
    ...reviewHandlers(deps),
    ...figureHandlers({ ...deps, boundary: given.boundary }),
    ...accountHandlers(deps, given.tellConfirmation),
    ...personHandlers(deps),
    ...trailHandlers(deps),
    ...findHandlers(deps),
    ...updateHandlers(deps),
    ...workstationHandlers(deps, ready),
  };
}

/** Removes the report's current state from an error, for someone who isn't allowed to see that state yet. */
function withoutCurrent(error: unknown): unknown {
  if (!(error instanceof AppError) || error.current === undefined) return error;
  const { code, detail, fields, cause } = error;
  return new AppError(code, { detail, fields, cause });
}

function isJudgedAlone({ history }: Report, { id }: Officer): boolean {
  const last = history.at(-1);
  return last?.officerId === id && last.event.code.endsWith('_alone');
}
