import { z } from 'zod';
import { auditGroup } from './audit-api.ts';
import { uuid } from './domain/ids.ts';
import { LONGEST_TOKEN_DAYS, newService, serviceAccount, serviceMade } from './domain/service-account.ts';
import { endpoint } from './endpoint.ts';
import { auditPage, auditQuery } from './process-api.ts';

const auditActionMeaning = z.object({ action: z.string(), group: auditGroup, meaning: z.string() });

const ADMINISTRATORS = ['administrator'] as const;
const byId = z.object({ serviceId: uuid.describe('The id of the service account.') });

/** The endpoints in shared/api.ts for other programs of the agency, and for administering their accounts. */
export const serviceApi = {
  services: endpoint({
    method: 'GET',
    path: '/api/v1/services',
    summary: 'Service accounts',
    description: 'Accounts of other programs, those in use first, by name. Reading is audited.',
    auth: ADMINISTRATORS,
    response: z.object({ rows: z.array(serviceAccount) }),
    errors: [],
  }),
  createService: endpoint({
    method: 'POST',
    path: '/api/v1/services',
    summary: 'Create a service account',
    description: 'Its first token is returned here once.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: newService,
    status: 201,
    response: serviceMade,
    errors: ['invalid_request', 'against_rule'],
  }),
  rotateService: endpoint({
    method: 'POST',
    path: '/api/v1/services/:serviceId/tokens',
    summary: 'Make another token',
    description: 'The newest two work, so that a program can change to the new one without a gap.',
    freshProof: true,
    auth: ADMINISTRATORS,
    params: byId,
    body: z.strictObject({ days: z.int().min(1).max(LONGEST_TOKEN_DAYS) }),
    status: 201,
    response: serviceMade,
    errors: ['invalid_request', 'not_found'],
  }),
  revokeService: endpoint({
    method: 'DELETE',
    path: '/api/v1/services/:serviceId',
    summary: 'Revoke a service account',
    description: 'All of its tokens stop working at once, for good.',
    freshProof: true,
    auth: ADMINISTRATORS,
    params: byId,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  serviceMetrics: endpoint({
    method: 'GET',
    path: '/api/v1/service/metrics',
    summary: 'Metrics for monitoring',
    description:
      'In Prometheus text format, without personal data. 404 where the server collects none (P2C_METRICS_PORT).',
    auth: 'service:metrics',
    answers: 'file',
    media: ['text/plain'],
    response: z.string(),
    errors: ['not_found'],
  }),
  serviceAudit: endpoint({
    method: 'GET',
    path: '/api/v1/service/audit',
    summary: 'The audit log for a SIEM',
    description:
      'Rows after a given number, in order, each with the hash that chains it to the one before: ask again with the last number. Audited once an hour for each token.',
    auth: 'service:audit',
    query: auditQuery,
    response: auditPage.extend({
      names: z
        .record(z.string(), z.string())
        .describe('The usernames of the accounts, and the names of the service accounts, whose ids are in these rows.'),
    }),
    errors: ['invalid_request'],
  }),
  serviceAuditActions: endpoint({
    method: 'GET',
    path: '/api/v1/service/audit/actions',
    summary: 'The actions of the audit log',
    description: 'Every `action` that a row can have, with what it means. Nothing here is about anyone.',
    auth: 'service:audit',
    response: z.object({ rows: z.array(auditActionMeaning) }),
    errors: [],
  }),
} as const;
