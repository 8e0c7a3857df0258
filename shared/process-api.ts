import { z } from 'zod';
import { idempotencyKey } from './domain/act.ts';
import { hintCode, hintVerdict, wrongHintRow } from './domain/hint-feedback.ts';
import { instant, uuid } from './domain/ids.ts';
import { officer } from './domain/officer.ts';
import { pairDecision, pairRequest } from './domain/pair.ts';
import { whole } from './domain/query.ts';
import { repeat } from './domain/repeat.ts';
import { claim } from './domain/report.ts';
import { sentBefore } from './domain/sent-before.ts';
import { endpoint } from './endpoint.ts';

const REVIEWERS = ['officer', 'supervisor'] as const;

const byReport = z.object({ reportId: uuid.describe('The report’s id.') });

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

/** Someone who reviews reports and may sign in. */
export const colleagueRow = officer.pick({ id: true, displayName: true, role: true });

export const keptRepeat = repeat.extend({
  samePerson: z.boolean().describe('Both surely come from one person, so that a letter may name one to the other.'),
  standsFor: z
    .string()
    .describe('Tracking number of the report at the end of its chain: itself, unless it repeats one.'),
});
export type KeptRepeat = z.infer<typeof keptRepeat>;

/** The rows of shared/api.ts for the work around a decision. */
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
} as const;
