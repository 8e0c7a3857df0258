import { z } from 'zod';
import { COURTESY_OUTCOMES } from './domain/history-event.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { REVIEWERS } from './domain/officer.ts';
import { flag, pages, whole } from './domain/query.ts';
import { colleague, language, person, reportKind, reportState } from './domain/report.ts';
import { rmsRow, rmsState } from './domain/rms-package.ts';
import { filledLine, line, paragraph } from './domain/text.ts';
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

const hold = { by: colleague, at: instant, why: z.string() };
export const holdRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  ...hold,
  until: z.iso.date().nullable().describe('Until when it is expected to last; it stays until someone lifts it.'),
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
    .describe('Set while the hold is being lifted: who asked when and why, and when it ends.'),
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

export const rmsQuery = z.object({
  state: rmsState.default('refused').describe('Only packages in this state.'),
  ...pages,
});

/**
 * The endpoints in shared/api.ts for the steps after an approval: courtesy contacts, case numbers, legal holds, the
 * records system.
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
  holds: endpoint({
    method: 'GET',
    path: '/api/v1/holds',
    summary: 'Reports under a legal hold',
    description: 'Those that are being lifted first, then newest first. Reading it is audited.',
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
      'Newest first, also those that ended and those whose report was removed: who placed, changed or lifted them, when and why. Reading it is audited.',
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
      'Nothing of the report is removed while the hold is in place, whatever the retention rules say. 409 if there is a hold already, with who placed it; with `change`, its reason and day are changed, and its lifting is stopped. The day may not be over.',
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
    summary: 'Ask for a legal hold to be lifted',
    description:
      'The hold ends 24 hours later, and the retention rules apply again from then on. Supervisors are told by mail, and anyone who may lift holds can stop it until then.',
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
    summary: 'Stop the lifting of a legal hold',
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
