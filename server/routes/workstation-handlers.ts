import type { Readiness } from '#shared/api.ts';
import { AppError } from '#shared/errors.ts';
import type { workstationsApi } from '#shared/workstations-api.ts';
import { reassign } from '../commands/accounts/reassign.ts';
import { removeWorkstation } from '../commands/accounts/remove-workstation.ts';
import { logListRead } from '../commands/audit/log-list-read.ts';
import { readHoldings } from '../db/holdings.ts';
import { jobStates } from '../db/jobs.ts';
import { readOperations } from '../db/operations.ts';
import { listWorkstations, noteWorkstation } from '../db/workstations.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/workstations-api.ts. */
export function workstationHandlers(
  deps: Deps,
  ready: () => Promise<Readiness>,
): Pick<Handlers, keyof typeof workstationsApi> {
  const { db } = deps;
  return {
    reportWorkstation: async ({ params, body }, { session }) => {
      const by = { officerId: session.officer.id, at: deps.now() };
      if (!(await noteWorkstation(db, params.workstationId, body, by))) throw new AppError('against_rule');
      return null;
    },
    workstations: async ({ query }, { session, source }) => {
      const found = await listWorkstations(db, query, deps.now());
      await logListRead(deps, 'workstations.read', found.rows.length, session, source);
      return found;
    },
    removeWorkstation: async ({ body }, { session, source }) => {
      await removeWorkstation(deps, body.workstationId, { actor: session.officer.id, source });
      return null;
    },
    operations: async () => {
      const [{ checks }, jobs, figures] = await Promise.all([ready(), jobStates(db), readOperations(db, deps.now())]);
      return {
        checks,
        jobs: jobs.map(({ name, lastSuccessAt, nextRunAt, failures }) => ({
          name,
          lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
          nextRunAt: nextRunAt.toISOString(),
          failures,
        })),
        ...figures,
      };
    },
    holdings: async ({ query }, { session, source }) => {
      const found = await readHoldings(db, query.officerId);
      if (found === null) throw new AppError('not_found');
      await logListRead(deps, 'holdings.read', found.assigned + found.followUps, session, source, query.officerId);
      return found;
    },
    reassign: ({ body }, { session, source }) => reassign(deps, body, session, source),
  };
}
