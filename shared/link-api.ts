import { z } from 'zod';
import { linkFit, linkFitting, linkPublication } from './domain/link-fit.ts';
import { whole } from './domain/query.ts';
import { endpoint } from './endpoint.ts';
import { modelSchema } from './link/model.ts';

const REVIEWERS = ['officer', 'supervisor'] as const;
const ADMINISTRATORS = ['administrator'] as const;

/** The rows of shared/api.ts about the weights used to find duplicates: read by workstations, fitted by administrators. */
export const linkApi = {
  linkModel: endpoint({
    method: 'GET',
    path: '/api/v1/link-model',
    summary: 'The weights by which repeats are found',
    description:
      'The model that an administrator put in force; `version` 0 and no model means the one that ships with the application. With `known` the model comes only if another one is in force.',
    auth: REVIEWERS,
    query: z.object({
      known: whole(0, Number.MAX_SAFE_INTEGER).default(0).describe('The version that the caller has.'),
    }),
    response: z.object({ version: z.int(), model: modelSchema.nullable() }),
    errors: ['invalid_request'],
  }),
  linkFitting: endpoint({
    method: 'GET',
    path: '/api/v1/link-model/fitting',
    summary: 'How the weights can be fitted, and the last fit',
    description:
      'How many decisions about pairs there are and are needed, which versions were in force, and the last fit to the one that is, old and new side by side. Counts and weights only, nothing of a report.',
    auth: ADMINISTRATORS,
    response: linkFitting,
    errors: [],
  }),
  fitLinkModel: endpoint({
    method: 'POST',
    path: '/api/v1/link-model/fits',
    summary: 'Fit the weights to officers’ decisions',
    description:
      'Takes some seconds, on a thread of its own. Puts nothing in force and takes the place of the fit before. 409 with fewer decisions than are needed. Who asks while one is going on gets the same.',
    auth: ADMINISTRATORS,
    status: 201,
    response: linkFit,
    errors: ['act_not_allowed'],
  }),
  publishLinkModel: endpoint({
    method: 'POST',
    path: '/api/v1/link-model/versions',
    summary: 'Put weights in force',
    description:
      'The last fit, or once more a version that was in force before, as the next version. The server goes by it at once, workstations within the hour. 409 when the fit is not the last one any more, or another version came in force since.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: linkPublication,
    status: 201,
    response: z.object({ version: z.int() }),
    errors: ['invalid_request', 'not_found', 'against_rule', 'stale_version'],
  }),
} as const;
