import { z } from 'zod';
import { accountApi } from './account-api.ts';
import { auditApi } from './audit-api.ts';
import { actRequest, idempotencyKey } from './domain/act.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { REVIEWERS, ROLES } from './domain/officer.ts';
import { pairDecision } from './domain/pair.ts';
import { policy } from './domain/policy.ts';
import { whole } from './domain/query.ts';
import { facts, language, report, reportKind } from './domain/report.ts';
import { streetLines } from './domain/street-lines.ts';
import { text } from './domain/text.ts';
import { endpoint } from './endpoint.ts';
import { figuresApi } from './figures-api.ts';
import { findApi } from './find-api.ts';
import { holdsApi } from './holds-api.ts';
import { journalApi } from './journal-api.ts';
import { linkApi } from './link-api.ts';
import { personApi } from './person-api.ts';
import { policyApi } from './policy-api.ts';
import { processApi } from './process-api.ts';
import { recordsApi } from './records-api.ts';
import { reviewApi } from './review-api.ts';
import { serviceApi } from './service-api.ts';
import { sessionApi } from './session-api.ts';
import { signInApi } from './sign-in-api.ts';
import { trailApi } from './trail-api.ts';
import { updatesApi } from './updates-api.ts';
import { workstationsApi } from './workstations-api.ts';

const READERS = ['officer', 'supervisor', 'records'] as const;

const idempotent = z.object({
  'idempotency-key': idempotencyKey.describe(
    'A UUID chosen by the caller; repeating a request with it changes nothing.',
  ),
});
const byReport = z.object({ reportId: uuid.describe('The report’s id.') });

export { type SignInResult, signInResult } from './session-api.ts';

export const changePage = z.object({
  reports: z.array(report).describe('Each report once, in its current state, ordered by its last change.'),
  pairs: z.array(pairDecision).default([]).describe('Current decisions about pairs of reports.'),
  removed: z
    .array(uuid)
    .default([])
    .describe('Reports whose retention period ended: the workstation must delete them.'),
  cursor: z.string().max(200).describe('The cursor for the next request; opaque.'),
  more: z.boolean().describe('Whether another page is available now.'),
  total: z.int().nullable().describe('Only on the first page: about how many reports a full pull returns.'),
  policyVersion: z.int().min(1),
  heldBack: z
    .boolean()
    .default(false)
    .describe(
      'Whether an older open transaction holds back newer committed changes: they come with a later page, so this one is not the end of a full pull.',
    ),
});
export type ChangePage = z.infer<typeof changePage>;

export const actResult = z.object({ report });

export const intakeBody = z.strictObject({
  kind: reportKind,
  offenseCode: text(40).nullable(),
  facts,
  notice: z.strictObject({ version: text(40), language, accepted: z.literal(true) }),
});
export type IntakeBody = z.infer<typeof intakeBody>;

const checkState = z.enum(['ok', 'failing', 'unknown']);

export const readiness = z.object({
  ready: z
    .boolean()
    .describe('Whether this process can do its work. A job that fails does not take it out of service.'),
  checks: z.object({
    database: checkState,
    migrations: checkState.describe('Whether every table matches this version.'),
    audit: checkState.describe('Whether the audit log can be written.'),
    disk: checkState.describe('Whether the disks of the database and of the data folder have room.'),
    jobs: checkState.describe('Whether scheduled jobs succeeded.'),
    process: checkState.describe('Whether this process stays; failing while it stops.'),
  }),
  failingJobs: z.array(z.string()),
});
export type Readiness = z.infer<typeof readiness>;

/** The entire HTTP contract between workstation, portal and agency server. `/openapi.json` is generated from it. */
export const api = {
  health: endpoint({
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the server and its database respond',
    description: 'Returns 200 when a query to the database succeeds.',
    auth: 'public',
    response: z.object({ ok: z.literal(true) }),
    errors: ['unavailable'],
  }),
  ready: endpoint({
    method: 'GET',
    path: '/readyz',
    summary: 'Whether the server is ready',
    description:
      'For a load balancer. Returns 503 when the state of the database, its tables, the audit log or the disks allows no work; `current` then has the details.',
    auth: 'public',
    response: readiness,
    errors: ['unavailable'],
  }),
  ...sessionApi,
  ...updatesApi,
  policy: endpoint({
    method: 'GET',
    path: '/api/v1/policy',
    summary: 'The active policy',
    description: "The agency's reasons, letters, offense titles and limits, with their version.",
    auth: ROLES,
    response: policy,
    errors: [],
  }),
  policyOfVersion: endpoint({
    method: 'GET',
    path: '/api/v1/policy/:version',
    summary: 'One version of the policy',
    description: 'The reasons, letters and limits of the policy version that an act names. A version never changes.',
    auth: ROLES,
    params: z.object({
      version: whole(1, 2_147_483_647).describe('The version in `seen.policyVersion` of an act.'),
    }),
    response: policy,
    errors: ['not_found'],
  }),
  changes: endpoint({
    method: 'GET',
    path: '/api/v1/changes',
    summary: 'Reports changed after a cursor',
    description:
      'Without `after`, starts at the beginning. With `wait`, an empty page is held back until something changes or the wait ends. A change that commits late is never skipped.',
    auth: REVIEWERS,
    query: z.object({
      after: z
        .string()
        .regex(/^[\w-]{1,200}$/)
        .optional()
        .describe('The `cursor` of the previous page.'),
      wait: whole(0, 25).default(0).describe('How many seconds an empty page may be held back.'),
      limit: whole(1, 500).default(500).describe('Maximum number of changes to return.'),
    }),
    response: changePage,
    errors: ['invalid_request', 'cursor_expired'],
  }),
  report: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId',
    summary: 'One report',
    description:
      'A report with its history, as of now. For a records clerk, it is in the trail as opened from a search or list.',
    auth: READERS,
    params: byReport,
    response: report,
    errors: ['invalid_request', 'not_found'],
  }),
  streetLines: endpoint({
    method: 'GET',
    path: '/api/v1/street-lines',
    summary: 'The streets on the map',
    description:
      'Lines of the streets in and around the city, if the agency gave a file of them; `version` null if not. With `known`, the lines are returned only if they are others.',
    auth: READERS,
    query: z.object({
      known: z
        .string()
        .regex(/^[0-9a-f]{0,16}$/)
        .default('')
        .describe('The version that the caller has.'),
    }),
    response: z.object({
      version: z.string().max(16).nullable(),
      lines: streetLines
        .nullable()
        .describe('Each line has longitude and latitude in turn, in hundred-thousandths of a degree (WGS 84).'),
    }),
    errors: ['invalid_request'],
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/acts',
    summary: 'Carry out an act on a report',
    description:
      'Approve, reject, follow up, log a call, escalate, assign, note, correct, reverse a decision, or decide an appeal. State, audit row and letter are stored together or not at all. 409 when the report, the policy or the letter is no longer the one the officer saw; `current` then has the report as it is now.',
    auth: REVIEWERS,
    params: byReport,
    headers: idempotent,
    body: actRequest,
    response: actResult,
    errors: [
      'invalid_request',
      'not_found',
      'stale_version',
      'letter_changed',
      'against_rule',
      'act_not_allowed',
      'idempotency_mismatch',
    ],
  }),
  intake: endpoint({
    method: 'POST',
    path: '/api/v1/intake',
    summary: 'Report an incident',
    description:
      "Files a report of one of the four kinds and returns its tracking number. Where the agency confirms e-mail addresses, a report with one is accepted only from the agency's own programs, which confirm it themselves and send this server's key. Without the key, a report has at most 50 items and a narrative of at most the policy's `limits.narrativeCharacters`; with it, 200 items and 50,000 characters.",
    auth: 'public',
    headers: z.object({
      'intake-key': z.string().max(200).optional().describe('The key that the agency gave to its own program.'),
    }),
    body: intakeBody,
    status: 201,
    response: z.object({ trackingNumber: trackingNumberSchema, receivedAt: instant }),
    errors: ['invalid_request', 'unauthenticated', 'address_not_confirmed', 'against_rule', 'too_many_requests'],
  }),
  ...journalApi,
  ...policyApi,
  ...processApi,
  ...recordsApi,
  ...holdsApi,
  ...reviewApi,
  ...linkApi,
  ...figuresApi,
  ...accountApi,
  ...personApi,
  ...workstationsApi,
  ...trailApi,
  ...findApi,
  ...auditApi,
  ...signInApi,
  ...serviceApi,
} as const;

export type Api = typeof api;
export type ApiName = keyof Api;
