import { z } from 'zod';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { pages, whole } from './domain/query.ts';
import { colleague, reportKind, reportState } from './domain/report.ts';
import { filledLine, line } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

const RECORDS = ['records', 'supervisor'] as const;

const byReport = z.object({ reportId: uuid.describe('The report’s id.') });

const hold = { by: colleague, at: instant, why: z.string() };
export const holdRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  ...hold,
  until: z.iso.date().nullable().describe('Until when it is expected to last; it stays until someone releases it.'),
  lifting: z
    .object({
      ...hold,
      effectiveAt: instant,
      told: z
        .enum(['mail', 'screen'])
        .nullable()
        .describe('How supervisors were told: by e-mail, or only on their screens. Null until then.'),
    })
    .nullable()
    .describe('Set while the hold is being released: who asked when and why, and when it ends.'),
});
export type HoldRow = z.infer<typeof holdRow>;

/** The steps that a legal hold can go through. Changing or keeping a hold also cancels its pending release. */
export const HOLD_STEPS = ['placed', 'changed', 'asked', 'kept', 'ended'] as const;
export const holdRecordRow = z.object({
  id: uuid,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  placedAt: instant,
  endedAt: instant.nullable().describe('Null while the hold is in place.'),
  removedAt: instant.nullable().describe('When retention removed the report.'),
  steps: z
    .array(
      z.object({
        did: z.enum(HOLD_STEPS),
        at: instant,
        by: colleague,
        why: z.string().nullable(),
        until: z.iso.date().nullable(),
      }),
    )
    .describe('What was done to it, oldest first: by whom, and why.'),
});
export type HoldRecordRow = z.infer<typeof holdRecordRow>;
const byNumber = {
  text: line(40).optional().describe('Only numbers that begin with this, with or without their signs.'),
};
export const holdQuery = z.object({ ...byNumber, ...pages });
export const holdBody = z.strictObject({
  why: filledLine(500),
  until: z.iso.date().nullable().default(null),
  change: z.boolean().default(false).describe('Change the hold that there is, instead of placing one.'),
});
export const liftBody = z.strictObject({ why: filledLine(500) });

export const retentionQuery = z.object({
  days: whole(0, 366).default(30).describe('How many days ahead to look.'),
  kind: reportKind.optional().describe('Only reports of this kind.'),
  ...byNumber,
  offset: whole(0, 100_000).default(0).describe('How many rows to skip.'),
  limit: whole(1, 200).default(100).describe('Maximum number of rows to return.'),
});
export const retentionRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: reportKind,
  state: reportState,
  changedAt: instant.describe('The last act or answer; the time is counted from here.'),
  removedAfter: instant,
  keptDays: z.int(),
});
export type RetentionRow = z.infer<typeof retentionRow>;

export const removedRow = z.object({
  trackingNumber: trackingNumberSchema,
  caseNumber: z.string().nullable(),
  kind: reportKind,
  state: reportState,
  receivedAt: instant,
  removedAt: instant,
  keptDays: z.int().nullable().describe('The rule that applied: how long such reports are kept.'),
  policyVersion: z.int().nullable(),
  heldUntil: instant.nullable().describe('When its last legal hold ended. Null if there was none.'),
});
export type RemovedRow = z.infer<typeof removedRow>;

/** The endpoints in shared/api.ts for legal holds, and for what retention removes. */
export const holdsApi = {
  holds: endpoint({
    method: 'GET',
    path: '/api/v1/holds',
    summary: 'Reports under a legal hold',
    description: 'Those that are being released first, then newest first. Reading it is audited.',
    auth: RECORDS,
    query: holdQuery,
    response: z.object({ rows: z.array(holdRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  holdRecord: endpoint({
    method: 'GET',
    path: '/api/v1/holds/record',
    summary: 'All legal holds that there were',
    description:
      'Newest first, also those that ended and those whose report was removed: who placed, changed or released them, when and why. Reading it is audited.',
    auth: RECORDS,
    query: holdQuery,
    response: z.object({ rows: z.array(holdRecordRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  layHold: endpoint({
    method: 'PUT',
    path: '/api/v1/reports/:reportId/hold',
    summary: 'Place a legal hold on a report',
    description:
      'Nothing of the report is removed while the hold is in place, whatever the retention rules say. 409 if there is a hold already, with who placed it; with `change`, its reason and day are changed, and its release is stopped. The day may not be over.',
    auth: RECORDS,
    params: byReport,
    body: holdBody,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'act_not_allowed', 'against_rule'],
  }),
  liftHold: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/hold/lifting',
    summary: 'Ask for a legal hold to be released',
    description:
      'The hold ends 24 hours later, and the retention rules apply again from then on. Supervisors are told by mail, and anyone who may release holds can stop it until then.',
    freshProof: true,
    auth: RECORDS,
    params: byReport,
    body: liftBody,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  keepHold: endpoint({
    method: 'DELETE',
    path: '/api/v1/reports/:reportId/hold/lifting',
    summary: 'Stop the release of a legal hold',
    description: 'The hold stays as it was.',
    auth: RECORDS,
    params: byReport,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  retention: endpoint({
    method: 'GET',
    path: '/api/v1/retention',
    summary: 'Reports that will be removed next',
    description:
      'By the retention rules in force, earliest first; without reports under a legal hold. Reading it is audited.',
    auth: RECORDS,
    query: retentionQuery,
    response: z.object({ rows: z.array(retentionRow), more: z.boolean() }),
    errors: ['invalid_request'],
  }),
  removedReports: endpoint({
    method: 'GET',
    path: '/api/v1/retention/removed',
    summary: 'The destruction record',
    description:
      'Reports that were removed, last removed first: number, kind, when, by which rule, and until when they were under a legal hold. Reading it is audited.',
    auth: RECORDS,
    query: holdQuery,
    response: z.object({ rows: z.array(removedRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
};
