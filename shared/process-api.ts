import { z } from 'zod';
import { idempotencyKey } from './domain/act.ts';
import { hintCode, hintVerdict, wrongHintRow } from './domain/hint-feedback.ts';
import { COURTESY_OUTCOMES } from './domain/history-event.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { officer } from './domain/officer.ts';
import { pairDecision, pairRequest } from './domain/pair.ts';
import { flag, pages, whole } from './domain/query.ts';
import { repeat } from './domain/repeat.ts';
import { claim, colleague, language, reportKind } from './domain/report.ts';
import { rmsRow, rmsState } from './domain/rms-package.ts';
import { sentBefore } from './domain/sent-before.ts';
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

export const auditQuery = z.object({
  after: whole(0, Number.MAX_SAFE_INTEGER).default(0).describe('The number of the last row that is known.'),
  limit: whole(1, 2_000).default(500).describe('How many rows to answer with at most.'),
});
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const auditRow = z.object({
  seq: z.int(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  target: z.string().nullable(),
  outcome: z.enum(['success', 'failure']),
  source: z.string(),
  detail: z.record(z.string(), z.unknown()),
  prevHash: sha256,
  hash: sha256.describe('SHA-256 over the hash of the row before and the canonical JSON of this row.'),
});

/** Somebody who reviews reports and may sign in. */
export const colleagueRow = officer.pick({ id: true, displayName: true, role: true });

export const keptRepeat = repeat.extend({
  samePerson: z.boolean().describe('Both surely come from one person, so that a letter may name one to the other.'),
  standsFor: z
    .string()
    .describe('Tracking number of the report at the end of its chain: itself, unless it repeats one.'),
});
export type KeptRepeat = z.infer<typeof keptRepeat>;

/** The rows of shared/api.ts that belong to the process around a decision. */
export const processApi = {
  auditLog: endpoint({
    method: 'GET',
    path: '/api/v1/audit',
    summary: 'The audit log with its proof',
    description:
      'Rows after a number, in their order, each with the hash that chains it to the one before. Every page that is read is itself written to the log.',
    freshProof: true,
    auth: ['supervisor'],
    query: auditQuery,
    response: z.object({ rows: z.array(auditRow), more: z.boolean() }),
    errors: ['invalid_request'],
  }),
  colleagues: endpoint({
    method: 'GET',
    path: '/api/v1/colleagues',
    summary: 'Who can take over a report',
    description: 'Everybody who reviews reports and may sign in, by name.',
    auth: REVIEWERS,
    response: z.object({ rows: z.array(colleagueRow) }),
    errors: [],
  }),
  claim: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/claim',
    summary: 'Show that one is at a report',
    description:
      'A sign to colleagues that ends by itself, and no lock: anybody may still decide. Repeat it while the report is open. Answers with the claim that stands; another person’s is only taken over with `take`.',
    auth: REVIEWERS,
    params: byReport,
    body: z.strictObject({ take: z.boolean() }),
    response: z.object({ claim }),
    errors: ['invalid_request', 'not_found'],
  }),
  releaseClaim: endpoint({
    method: 'DELETE',
    path: '/api/v1/reports/:reportId/claim',
    summary: 'Show that one has left a report',
    description: 'Ends the caller’s own claim, where there is one; another person’s stays.',
    auth: REVIEWERS,
    params: byReport,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  saveHintFeedback: endpoint({
    method: 'PUT',
    path: '/api/v1/reports/:reportId/hints/:code',
    summary: 'Say that a hint is wrong',
    description:
      'What one officer says about one hint of a report; saying it again replaces it. It changes nothing at the report, and is counted by rule.',
    auth: REVIEWERS,
    params: byReport.extend({ code: hintCode.describe('The rule’s name, such as `outside_point`.') }),
    body: hintVerdict,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  wrongHints: endpoint({
    method: 'GET',
    path: '/api/v1/hints/wrong',
    summary: 'Hints that officers say are wrong',
    description: 'Counted by rule, the most often named first. Reading it is audited.',
    auth: ['supervisor'],
    response: z.object({ rows: z.array(wrongHintRow) }),
    errors: [],
  }),
  repeats: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId/repeats',
    summary: 'Reports that may tell of the same incident',
    description:
      'Over all reports that the agency keeps, the strongest first, by the model that workstations use for those they hold. Frequencies of names and words are counted over the newest 20,000 reports, a workstation counts over a sample of those it holds, so that a rare name weighs up to 1.3 bits more here than there. One search looks at the newest 200 reports that have something in common with this one, and at no more than 4 MB of what they tell. Who has too many searches waiting gets 429, and everybody 503 while too many wait altogether, both with Retry-After.',
    auth: REVIEWERS,
    params: byReport,
    response: z.object({
      repeats: z.array(keptRepeat),
      complete: z
        .boolean()
        .default(true)
        .describe('False where the search ended at its limits before it had looked at every candidate.'),
    }),
    errors: ['invalid_request', 'not_found', 'unavailable'],
  }),
  sentBefore: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId/sent-before',
    summary: 'What the same person sent besides',
    description:
      'Over all reports that the agency keeps, the newest first, at most 50, each with what came of it. One person is who has the same e-mail address, or the same full name with the same birth date or telephone. Reading it is audited as reading reports.',
    auth: REVIEWERS,
    params: byReport,
    response: z.object({ reports: z.array(sentBefore) }),
    errors: ['invalid_request', 'not_found'],
  }),
  decidePair: endpoint({
    method: 'POST',
    path: '/api/v1/pairs',
    summary: 'Decide whether two reports are one incident',
    description:
      'The same, not the same, or related. The newest decision about a pair stands; workstations get it with the change feed. A repeated request is answered with the one that stands now.',
    auth: REVIEWERS,
    headers: z.object({
      'idempotency-key': idempotencyKey.describe(
        'A UUID chosen by the caller; repeating a request with it changes nothing.',
      ),
    }),
    body: pairRequest,
    response: pairDecision,
    errors: ['invalid_request', 'not_found', 'idempotency_mismatch'],
  }),
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
