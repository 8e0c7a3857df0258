import { z } from 'zod';
import { exportEnd } from './audit/export-line.ts';
import { idempotencyKey } from './domain/act.ts';
import { duplicate } from './domain/duplicate.ts';
import { dismissedHintQuery, dismissedHintRow, hintCode, hintVerdict, wrongHintRow } from './domain/hint-feedback.ts';
import { instant, uuid } from './domain/ids.ts';
import { officer, REVIEWERS } from './domain/officer.ts';
import { pairDecision, pairRequest } from './domain/pair.ts';
import { whole } from './domain/query.ts';
import { claim } from './domain/report.ts';
import { sameSenderReport } from './domain/same-sender-report.ts';
import { endpoint } from './endpoint.ts';

const byReport = z.object({ reportId: uuid.describe('The report’s id.') });

export const auditQuery = z.object({
  after: whole(0, Number.MAX_SAFE_INTEGER).default(0).describe('The number of the last row the caller has.'),
  limit: whole(1, 2_000).default(500).describe('Maximum number of rows to return.'),
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
  hash: sha256.describe('SHA-256 over the hash of the previous row and the canonical JSON of this row.'),
});

export const auditPage = z.object({ rows: z.array(auditRow), more: z.boolean() });

/** A user who reviews reports and may sign in. */
export const colleagueRow = officer.pick({ id: true, displayName: true, role: true });

export const keptDuplicate = duplicate.extend({
  samePerson: z.boolean().describe('Both are certainly from one person, so a letter may name one to the other.'),
  primaryNumber: z
    .string()
    .describe('Tracking number of the primary report at the end of its chain: itself, unless it is a duplicate.'),
  stays: z
    .boolean()
    .describe(
      'Whether that primary may stay on file in place of a duplicate: it is open or approved, as far as is known.',
    ),
});
export type KeptDuplicate = z.infer<typeof keptDuplicate>;

/** The endpoints in shared/api.ts for the work around a decision. */
export const processApi = {
  auditLog: endpoint({
    method: 'GET',
    path: '/api/v1/audit',
    summary: 'The audit log with its hash chain',
    description:
      'Rows after a given number, in order, each with the hash that chains it to the one before. Reading is itself audited, with one row for the pages of one export.',
    freshProof: true,
    auth: ['supervisor'],
    query: auditQuery.extend({
      begun: whole(0, Number.MAX_SAFE_INTEGER)
        .optional()
        .describe('The number of the row after which the exported file begins, to get its end with the last page.'),
    }),
    response: auditPage.extend({
      end: exportEnd
        .optional()
        .describe('With the last page, if `begun` is given: the accounts in the rows, and the server’s signature.'),
    }),
    errors: ['invalid_request'],
  }),
  colleagues: endpoint({
    method: 'GET',
    path: '/api/v1/colleagues',
    summary: 'Who can be assigned a report',
    description: 'Everyone who reviews reports and can sign in, by name.',
    auth: REVIEWERS,
    response: z.object({ rows: z.array(colleagueRow) }),
    errors: [],
  }),
  claim: endpoint({
    method: 'POST',
    path: '/api/v1/reports/:reportId/claim',
    summary: 'Show that the caller has a report open',
    description:
      "A hint for colleagues that expires automatically, not a lock: anyone can still decide. Repeat it while the report is open. Returns the current claim; another person's is taken over only with `take`.",
    auth: REVIEWERS,
    params: byReport,
    body: z.strictObject({ take: z.boolean() }),
    response: z.object({ claim }),
    errors: ['invalid_request', 'not_found'],
  }),
  releaseClaim: endpoint({
    method: 'DELETE',
    path: '/api/v1/reports/:reportId/claim',
    summary: 'Show that the caller has closed a report',
    description: "Ends the caller's own claim, if any; another person's stays.",
    auth: REVIEWERS,
    params: byReport,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  saveHintFeedback: endpoint({
    method: 'PUT',
    path: '/api/v1/reports/:reportId/hints/:code',
    summary: 'Dismiss a flag',
    description:
      'What one officer says about one flag of a report; a new verdict replaces it. It changes nothing in the report, and is counted by rule.',
    auth: REVIEWERS,
    params: byReport.extend({ code: hintCode.describe('The name of the rule, such as `outside_point`.') }),
    body: hintVerdict,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  wrongHints: endpoint({
    method: 'GET',
    path: '/api/v1/hints/wrong',
    summary: 'Dismissed flags',
    description: 'Counted by rule, most often dismissed first. Reading it is audited.',
    auth: ['supervisor'],
    response: z.object({ rows: z.array(wrongHintRow) }),
    errors: [],
  }),
  dismissedHints: endpoint({
    method: 'GET',
    path: '/api/v1/hints/dismissed',
    summary: 'Who dismissed which flags',
    description:
      'By rule, by report, or all, newest first; `more` tells whether older ones were left out. Flags that were restored since aren’t listed, nor those of reports that were removed or that the caller is to review blind. Reading it is audited; for one report, like reading reports.',
    auth: ['supervisor'],
    query: dismissedHintQuery,
    response: z.object({ rows: z.array(dismissedHintRow), more: z.boolean() }),
    errors: ['invalid_request'],
  }),
  duplicates: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId/duplicates',
    summary: 'Possible duplicates of a report',
    description:
      'Searches all reports that the agency keeps, strongest match first, with the model that workstations use for the reports they hold. Name and word frequencies come from the newest 20,000 reports, on a workstation from a sample of those it holds, so a rare name weighs up to 1.3 bits more here than there. One search looks at the newest 200 reports that have something in common with this one, and reads at most 4 MB of their data. A caller with too many waiting searches gets 429; everyone gets 503 while too many searches wait overall; both have Retry-After.',
    auth: REVIEWERS,
    params: byReport,
    response: z.object({
      duplicates: z.array(keptDuplicate),
      complete: z
        .boolean()
        .default(true)
        .describe('False if the search hit its limits before it had looked at every candidate.'),
    }),
    errors: ['invalid_request', 'not_found', 'unavailable'],
  }),
  sameSender: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId/same-sender',
    summary: 'Other reports from the same person',
    description:
      'From all reports that the agency keeps, newest first, at most 50, each with its outcome. The same person means the same e-mail address, or the same full name with the same birth date or phone number. Reading it is audited like reading reports.',
    auth: REVIEWERS,
    params: byReport,
    response: z.object({ reports: z.array(sameSenderReport) }),
    errors: ['invalid_request', 'not_found'],
  }),
  decidePair: endpoint({
    method: 'POST',
    path: '/api/v1/pairs',
    summary: 'Decide whether two reports are one incident',
    description:
      'The same, not the same, or related. The newest decision about a pair counts; workstations get it with the change feed. A repeated request returns the current decision.',
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
