import { AppError } from '#shared/errors.ts';
import type { serviceApi } from '#shared/service-api.ts';
import { auditActions } from '../audit/groups.ts';
import { createService, listServices, revokeService, rotateService } from '../commands/accounts/service-accounts.ts';
import { auditRows } from '../commands/audit/export-audit.ts';
import { logListRead } from '../commands/audit/log-list-read.ts';
import { usernamesOf } from '../db/audit-names.ts';
import type { Deps } from '../deps.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/service-api.ts. @param metrics null if this server collects none. */
export function serviceHandlers(deps: Deps, metrics: Metrics | null): Pick<Handlers, keyof typeof serviceApi> {
  return {
    services: async (_, { session, source }) => {
      const rows = await listServices(deps.db, deps.now());
      await logListRead(deps, 'services.read', rows.length, session, source);
      return { rows };
    },
    createService: ({ body }, { session, source }) => createService(deps, body, { actor: session.officer.id, source }),
    rotateService: ({ params, body }, { session, source }) =>
      rotateService(deps, { id: params.serviceId }, body.days, { actor: session.officer.id, source }),
    revokeService: async ({ params }, { session, source }) => {
      await revokeService(deps, { id: params.serviceId }, { actor: session.officer.id, source });
      return null;
    },
    serviceMetrics: async () => {
      if (metrics === null) throw new AppError('not_found');
      return { file: Buffer.from(await metrics.text()), headers: { 'content-type': metrics.contentType } };
    },
    serviceAudit: async ({ query }) => {
      const page = await auditRows(deps, query);
      const ids = page.rows.flatMap(({ actor, target }) => (target === null ? [actor] : [actor, target]));
      return { ...page, names: await usernamesOf(deps.db, ids) };
    },
    serviceAuditActions: async () => ({ rows: auditActions() }),
  };
}
