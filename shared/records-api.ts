import { z } from 'zod';
import { COURTESY_OUTCOMES } from './domain/history-event.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { flag, pages, whole } from './domain/query.ts';
import { colleague, language, reportKind } from './domain/report.ts';
import { rmsRow, rmsState } from './domain/rms-package.ts';
import { filledLine, paragraph } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

const REVIEWERS = ['officer', 'supervisor'] as const;
const RECORDS = ['records', 'supervisor'] as const;

const byReport = z.object({ reportId: uuid.describe('The report’s id.') });

export const courtesyRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  caseNumber: z.string(),
  kind: reportKind,
  approvedAt: instant,
  dueAt: instant,
  person: z.object({
    name: z.string(),
    language,
    phone: z.string().nullable(),
    email: z.string().nullable(),
    bestTime: z.string().nullable(),
  }),
  done: z.object({ at: instant, by: z.string(), outcome: z.enum(COURTESY_OUTCOMES), note: z.string() }).nullable(),
});
export type CourtesyRow = z.infer<typeof courtesyRow>;
export const courtesyQuery = z.object({
  done: flag.default(false).describe('Those that were contacted, instead of those that are due.'),
  ...pages,
});
export const courtesyBody = z.strictObject({ outcome: z.enum(COURTESY_OUTCOMES), note: paragraph(1000) });

export const caseNumberRow = z.object({
  number: z.string(),
  year: z.int(),
  serial: z.int(),
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  givenAt: instant,
  voidedAt: instant.nullable(),
});
export type CaseNumberRow = z.infer<typeof caseNumberRow>;
export const caseNumberQuery = z.object({
  year: whole(2000, 2999).optional().describe('Only the numbers of one year.'),
  voided: flag.optional().describe('Only those that are void, or only those that are not.'),
  ...pages,
});

export const holdRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  by: colleague,
  at: instant,
  why: z.string(),
});
export type HoldRow = z.infer<typeof holdRow>;

export const rmsQuery = z.object({
  state: rmsState.default('refused').describe('Only packages in this state.'),
  ...pages,
});

/** The rows of shared/api.ts about what comes after an approval: contacts, case numbers, holds, the records system. */
export const recordsApi = {
  courtesyContacts: endpoint({
    method: 'GET',
    path: '/api/v1/courtesy-contacts',
    summary: 'Whom to contact some weeks after an approval',
    description:
      'Approved reports whose courtesy contact is due, the oldest first; with `done`, those that were contacted. How long after the approval is a setting of the policy.',
    auth: REVIEWERS,
    query: courtesyQuery,
    response: z.object({ rows: z.array(courtesyRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  courtesyDone: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/courtesy-contact',
    summary: 'Note a courtesy contact',
    description: 'Takes the report off the list and writes the contact into its history. Noting it again corrects it.',
    auth: REVIEWERS,
    params: byReport,
    body: courtesyBody,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  caseNumbers: endpoint({
    method: 'GET',
    path: '/api/v1/case-numbers',
    summary: 'All case numbers that were given out',
    description:
      'The newest first, without a gap within a year. A number whose report was returned is void until it is approved again, and stays listed. Reading it is audited.',
    auth: RECORDS,
    query: caseNumberQuery,
    response: z.object({ rows: z.array(caseNumberRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  holds: endpoint({
    method: 'GET',
    path: '/api/v1/holds',
    summary: 'Reports under a legal hold',
    description: 'The newest hold first. Reading it is audited.',
    auth: RECORDS,
    query: z.object(pages),
    response: z.object({ rows: z.array(holdRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  layHold: endpoint({
    method: 'PUT',
    path: '/api/v1/reports/:reportId/hold',
    summary: 'Lay a legal hold on a report',
    description: 'Nothing of it is removed as long as the hold stands, whatever the rules of keeping say.',
    auth: RECORDS,
    params: byReport,
    body: z.strictObject({ why: filledLine(500) }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  liftHold: endpoint({
    method: 'DELETE',
    path: '/api/v1/reports/:reportId/hold',
    summary: 'Lift a legal hold',
    description: 'From then on the rules of keeping count again.',
    auth: RECORDS,
    params: byReport,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  rmsPackages: endpoint({
    method: 'GET',
    path: '/api/v1/rms/packages',
    summary: 'Packages for the records system',
    description:
      'By state, the newest first; without one, the error tray: what the records system refused, with its reason. Reading it is audited.',
    auth: RECORDS,
    query: rmsQuery,
    response: z.object({ rows: z.array(rmsRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  rmsPush: endpoint({
    method: 'POST',
    path: '/api/v1/rms/packages/:packageId/push',
    summary: 'Send a refused package once more',
    description: 'The package is queued again as it was. 409 when it is not in the error tray.',
    auth: RECORDS,
    params: z.object({ packageId: uuid.describe('The package’s id, as the list has it.') }),
    response: rmsRow,
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
} as const;
