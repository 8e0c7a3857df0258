import type { trailApi } from '#shared/trail-api.ts';
import { exportDecisions, readDecision, readDecisions } from '../commands/trail/read-decisions.ts';
import { readOpenings } from '../commands/trail/read-openings.ts';
import { saveTrail } from '../commands/trail/save-trail.ts';
import { listPastReasons, listTrailOfficers } from '../db/trail.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/trail-api.ts. */
export const trailHandlers = (deps: Deps): Pick<Handlers, keyof typeof trailApi> => ({
  saveTrail: async ({ body }, { session, source }) => {
    await saveTrail(deps, body, session, source);
    return null;
  },
  openings: ({ query }, { session, source }) => readOpenings(deps, query, session, source),
  decisions: ({ query }, { session, source }) => readDecisions(deps, query, session, source),
  exportDecisions: ({ body }, { session, source }) => exportDecisions(deps, body, session, source),
  decision: ({ params }, { session, source }) => readDecision(deps, params.decisionId, session, source),
  trailOfficers: async () => ({
    rows: await listTrailOfficers(deps.db),
    pastReasons: await listPastReasons(deps.db),
  }),
});
