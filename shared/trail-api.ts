import { z } from 'zod';
import { seen } from './domain/act.ts';
import { byLanguage } from './domain/by-language.ts';
import { correction } from './domain/correction.ts';
import { decisionExport, decisionQuery, decisionRow, exportedDecision } from './domain/decision-record.ts';
import { historyEntry } from './domain/history.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { officer } from './domain/officer.ts';
import { whole } from './domain/query.ts';
import { attachmentMeta, report } from './domain/report.ts';
import { opening, TRAIL_BATCH, undoneAct } from './domain/trail.ts';
import { endpoint } from './endpoint.ts';

const who = z.object({ id: uuid, displayName: z.string() });
const about = { officer: who, trackingNumber: trackingNumberSchema };

export const openingRow = opening.extend(about).extend({
  id: uuid.describe('For the next page.'),
  removed: z.boolean().describe('Whether the report was removed because its retention period ended.'),
});
export type OpeningRow = z.infer<typeof openingRow>;
export const undoneRow = undoneAct.extend(about);
export type UndoneRow = z.infer<typeof undoneRow>;

export const openingQuery = z.object({
  reportId: uuid.optional().describe('Only this report.'),
  officerId: uuid.optional().describe('Only this officer.'),
  trackingNumber: trackingNumberSchema
    .optional()
    .describe('Only the report with this number, also when retention has removed it.'),
  from: instant.optional().describe('Not before this.'),
  to: instant.optional().describe('Before this.'),
  afterAt: instant.optional().describe('The `firstAt` of the last row of the previous page.'),
  afterId: uuid.optional().describe('The `id` of the last row of the previous page.'),
  limit: whole(1, 200).default(50).describe('Maximum number of rows to return.'),
});
export type OpeningQuery = z.infer<typeof openingQuery>;

export const decisionAsSeen = z.object({
  row: decisionRow,
  seen: seen.nullable().describe('The versions of report and policy, and the letter’s hash. Null once it was removed.'),
  report: report.nullable().describe('The report as the officer saw it. Null once it was removed.'),
  since: z
    .object({
      history: z.array(historyEntry).describe('Begins with the act itself.'),
      corrections: z.array(correction),
      attachments: z.array(attachmentMeta),
    })
    .nullable()
    .describe('What the report shows now and did not show then.'),
});
export type DecisionAsSeen = z.infer<typeof decisionAsSeen>;

/** The endpoints in shared/api.ts for the trail: who saw what, and every decision with its circumstances. */
export const trailApi = {
  saveTrail: endpoint({
    method: 'POST',
    path: '/api/v1/trail',
    summary: 'Send which reports the caller opened, and which acts they undid',
    description:
      'Rows keep the ids that the workstation chose. An opening that is sent again replaces its earlier state, and is one row with what the same officer did with the same report in the same ten minutes elsewhere; an undone act is kept as it was first sent. Rows about reports that never existed are ignored.',
    auth: ['officer', 'supervisor', 'records'],
    body: z.strictObject({
      openings: z.array(opening).max(TRAIL_BATCH),
      undone: z.array(undoneAct).max(TRAIL_BATCH),
    }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request'],
  }),
  openings: endpoint({
    method: 'GET',
    path: '/api/v1/openings',
    summary: 'Who opened which reports',
    description:
      'By report, by officer, by date, or all, newest first, with what else was done: printed, saved, compared. The first page also has the newest acts that were undone before they took effect, at most 100. Openings outlive their reports. Reading it is audited.',
    auth: ['supervisor'],
    query: openingQuery,
    response: z.object({ rows: z.array(openingRow), undone: z.array(undoneRow), more: z.boolean() }),
    errors: ['invalid_request'],
  }),
  decisions: endpoint({
    method: 'GET',
    path: '/api/v1/decisions',
    summary: 'Decisions, for supervisors',
    description:
      'Every act of every officer: who, when, what, why, under which circumstances, and the letter. A row stays when its report is removed, without note and letter. Pages continue after the last row of the previous one. Words that take too long to look for are refused. Reading it is itself audited.',
    auth: ['supervisor'],
    query: decisionQuery,
    response: z.object({ rows: z.array(decisionRow), more: z.boolean() }),
    errors: ['invalid_request', 'against_rule'],
  }),
  exportDecisions: endpoint({
    method: 'POST',
    path: '/api/v1/decision-exports',
    summary: 'Decisions for a file',
    description:
      'The decisions that match, at most 5,000 in order of time; `more` tells whether there are others. Without letters. Taking them out of the system is audited, with the filters that were set and the number of rows.',
    freshProof: true,
    auth: ['supervisor'],
    body: decisionExport,
    response: z.object({ rows: z.array(exportedDecision), more: z.boolean() }),
    errors: ['invalid_request', 'against_rule'],
  }),
  decision: endpoint({
    method: 'GET',
    path: '/api/v1/decisions/:decisionId',
    summary: 'One decision, with the report as the officer saw it',
    description:
      'The report in the version on which the officer decided, and what has changed since. `seen.policyVersion` names the policy. Reading it is itself audited.',
    auth: ['supervisor'],
    params: z.object({ decisionId: uuid.describe('The act’s id.') }),
    response: decisionAsSeen,
    errors: ['invalid_request', 'not_found'],
  }),
  trailOfficers: endpoint({
    method: 'GET',
    path: '/api/v1/trail/officers',
    summary: 'Everyone who reviews or has reviewed reports, and reasons of before',
    description:
      'By name, including accounts that are disabled now, and the reasons of past rejections that the policy in force no longer offers. For filters.',
    auth: ['supervisor'],
    response: z.object({
      rows: z.array(
        who.extend({
          name: z.string().default('').describe('The username, which tells apart two people of the same name.'),
          role: officer.shape.role,
          disabled: z.boolean(),
        }),
      ),
      pastReasons: z.array(z.object({ code: z.string(), title: byLanguage(z.string()) })),
    }),
    errors: [],
  }),
} as const;
