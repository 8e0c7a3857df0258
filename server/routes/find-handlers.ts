import type { auditApi } from '#shared/audit-api.ts';
import type { findApi } from '#shared/find-api.ts';
import { askForAuditCheck, readAuditLog } from '../commands/audit/read-audit-log.ts';
import { openFound, searchReason, searchReports } from '../commands/find/find-reports.ts';
import { readChainState } from '../db/audit-log.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/find-api.ts and shared/audit-api.ts. */
export function findHandlers(deps: Deps): Pick<Handlers, keyof typeof findApi | keyof typeof auditApi> {
  return {
    findReason: async (_, { session }) => ({ reason: await searchReason(deps, session) }),
    findReports: ({ body }, { session, source }) => searchReports(deps, body, session, source),
    openFound: ({ params }, { session, source }) => openFound(deps, params.reportId, session, source),
    auditEntries: ({ query }, { session, source }) => readAuditLog(deps, query, session, source),
    auditChain: () => readChainState(deps.db, deps.now()),
    checkAudit: (_, { session, source }) => askForAuditCheck(deps, session, source),
  };
}
