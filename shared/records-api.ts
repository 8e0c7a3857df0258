import { z } from 'zod';
import { COURTESY_OUTCOMES } from './domain/history-event.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { REVIEWERS } from './domain/officer.ts';
import { flag, pages, whole } from './domain/query.ts';
import { language, person, reportKind } from './domain/report.ts';
import { rmsRow, rmsState } from './domain/rms-package.ts';
import { line, paragraph } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

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
    // Details that an officer must know before calling.
    ...person.pick({ safeContact: true, interpreter: true }).shape,
  }),
  done: z.object({ at: instant, by: z.string(), outcome: z.enum(COURTESY_OUTCOMES), note: z.string() }).nullable(),
});
export type CourtesyRow = z.infer<typeof courtesyRow>;
export const courtesyQuery = z.object({
  done: flag.default(false).describe('Contacted people instead of those who are due.'),
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
  removedAt: instant.nullable().describe('When retention removed the report.'),
});
export type CaseNumberRow = z.infer<typeof caseNumberRow>;
export const caseNumberQuery = z.object({
  year: whole(2000, 2999).optional().describe('Only the numbers of one year.'),
  voided: flag.optional().describe('Only void numbers, or only valid ones.'),
  text: line(40).optional().describe('Only case or tracking numbers that begin with this.'),
  ...pages,
});

export const caseNumberYear = z.object({
  year: z.int(),
  given: z.int().describe('Numbers in the list.'),
  voided: z.int(),
  removed: z.int().describe('Numbers whose report retention removed.'),
  last: z.int().describe('The last serial that was assigned.'),
  missing: z.array(z.int()).describe('Assigned serials that are not in the list; at most 100. There should be none.'),
});
export type CaseNumberYear = z.infer<typeof caseNumberYear>;

export const rmsQuery = z.object({
  state: rmsState.default('refused').describe('Only packages in this state.'),
  ...pages,
});

/**
 * The endpoints in shared/api.ts for the steps after an approval: courtesy contacts, case numbers, the records
 * system.
 */
export const recordsApi = {
  courtesyContacts: endpoint({
    method: 'GET',
    path: '/api/v1/courtesy-contacts',
    summary: 'People to contact some weeks after an approval',
    description:
      'Approved reports whose courtesy contact is due, oldest first; with `done`, those that were contacted. The policy sets how long after the approval it is due.',
    auth: REVIEWERS,
    query: courtesyQuery,
    response: z.object({ rows: z.array(courtesyRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  courtesyDone: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/courtesy-contact',
    summary: 'Record a courtesy contact',
    description: 'Takes the report off the list and adds the contact to its history. Recording it again corrects it.',
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
    summary: 'All case numbers that were assigned',
    description:
      'Newest first, without gaps within a year. The number of a report whose approval was reversed is void until the report is approved again, and stays listed. Reading it is audited.',
    auth: RECORDS,
    query: caseNumberQuery,
    response: z.object({
      rows: z.array(caseNumberRow),
      total: z.int(),
      listedUntil: instant
        .nullable()
        .describe('Numbers assigned since then are listed once the caller has reviewed what they are to review blind.'),
    }),
    errors: ['invalid_request'],
  }),
  caseNumberYears: endpoint({
    method: 'GET',
    path: '/api/v1/case-numbers/years',
    summary: 'Whether case numbers have gaps',
    description:
      'For each year: how many numbers were assigned, are void, or belong to removed reports, and which are missing; as far as they are listed for the caller.',
    auth: RECORDS,
    response: z.object({ rows: z.array(caseNumberYear) }),
    errors: [],
  }),
  rmsPackages: endpoint({
    method: 'GET',
    path: '/api/v1/rms/packages',
    summary: 'Packages for the records system',
    description:
      'By state, newest first; without a state, the error tray: packages the records system refused, with its reason. Reading it is audited.',
    auth: RECORDS,
    query: rmsQuery,
    response: z.object({ rows: z.array(rmsRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  rmsPush: endpoint({
    method: 'POST',
    path: '/api/v1/rms/packages/:packageId/push',
    summary: 'Send a refused package again',
    description: 'The package is queued again unchanged. 409 when it is not in the error tray.',
    auth: RECORDS,
    params: z.object({ packageId: uuid.describe('The package’s id, as the list has it.') }),
    response: rmsRow,
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
} as const;
