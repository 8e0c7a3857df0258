import { z } from 'zod';
import { linkFit, linkFitting, linkPublication } from './domain/link-fit.ts';
import { REVIEWERS } from './domain/officer.ts';
import { whole } from './domain/query.ts';
import { endpoint } from './endpoint.ts';
import { modelSchema } from './link/model.ts';

const ADMINISTRATORS = ['administrator'] as const;

/**
 * The endpoints in shared/api.ts for the duplicate-matching weights: read by workstations, fitted by administrators.
 */
export const linkApi = {
  linkModel: endpoint({
    method: 'GET',
    path: '/api/v1/link-model',
    summary: 'The duplicate matching model',
    description:
      'The model that an administrator activated; `version` 0 and no model means the one that ships with the application. With `known`, the model is returned only if another one is active.',
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
    summary: 'The state of model fitting, and the last fit',
    description:
      'How many decisions about pairs exist and how many are needed, which versions were active, and the last fit to the active one, old and new side by side. Counts and weights only, no report data.',
    auth: ADMINISTRATORS,
    response: linkFitting,
    errors: [],
  }),
  fitLinkModel: endpoint({
    method: 'POST',
    path: '/api/v1/link-model/fits',
    summary: "Fit the weights to officers' decisions",
    description:
      'Takes a few seconds, on its own thread. Activates nothing, and replaces the previous fit. 409 with fewer decisions than needed. A request made while a fit is running gets the result of that fit.',
    auth: ADMINISTRATORS,
    status: 201,
    response: linkFit,
    errors: ['act_not_allowed'],
  }),
  publishLinkModel: endpoint({
    method: 'POST',
    path: '/api/v1/link-model/versions',
    summary: 'Activate weights',
    description:
      'Activates the last fit, or a version that was active before, as the next version. The server uses it at once, workstations within the hour. 409 when the fit is no longer the last one, or another version has been activated since.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: linkPublication,
    status: 201,
    response: z.object({ version: z.int() }),
    errors: ['invalid_request', 'not_found', 'against_rule', 'stale_version'],
  }),
} as const;
