import { z } from 'zod';
import { instant } from './domain/ids.ts';
import { whole } from './domain/query.ts';
import { line } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

/** The groups of audit entries that the audit log can be filtered by. */
export const AUDIT_GROUPS = [
  'sign_ins',
  'accounts',
  'reading',
  'exports',
  'reports',
  'records',
  'agency',
  'server',
] as const;
export const auditGroup = z.enum(AUDIT_GROUPS);
export type AuditGroup = z.infer<typeof auditGroup>;

export const auditEntryQuery = z.object({
  group: auditGroup.optional().describe('Only entries of this group.'),
  person: line(100).optional().describe('Only what people with this in their name or username did.'),
  report: line(40).optional().describe('Only entries about the report with this tracking or case number.'),
  from: instant.optional().describe('At this time or later.'),
  to: instant.optional().describe('Before this time.'),
  before: whole(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('For the next page: the number of the last entry here.'),
  limit: whole(1, 200).default(50).describe('Maximum number of entries to return.'),
});
export type AuditEntryQuery = z.output<typeof auditEntryQuery>;

export const auditEntry = z.object({
  seq: z.int(),
  at: instant,
  by: z.string().describe('The name of the account, or which part of the system acted.'),
  action: z.string(),
  about: z
    .string()
    .nullable()
    .describe(
      'The account’s name or the tracking number of the report; the target as it was logged if it is no id. Null for something without a name.',
    ),
  outcome: z.enum(['success', 'failure']),
  source: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditEntryPage = z.object({
  rows: z.array(auditEntry),
  names: z
    .record(z.string(), z.string())
    .describe('What ids in the details stand for: names of accounts and numbers of reports.'),
  more: z.boolean(),
  hidden: z.int().describe('Reports whose entries are left out because the caller is to review them blind.'),
});
export type AuditEntryPage = z.infer<typeof auditEntryPage>;

export const auditChain = z.object({
  entries: z.int().describe('The number of the newest entry.'),
  check: z.enum(['none', 'asked', 'running']).describe('Whether a check is under way.'),
  last: z
    .object({
      at: instant,
      ok: z.boolean(),
      entries: z.int().describe('How many entries were intact, counted from the first one.'),
    })
    .nullable()
    .describe('The last finished check; null if there was none.'),
});
export type AuditChain = z.infer<typeof auditChain>;

/**
 * The endpoints in shared/api.ts for reading the audit log. The endpoint that exports the log is `auditLog` in
 * process-api.
 */
export const auditApi = {
  auditEntries: endpoint({
    method: 'GET',
    path: '/api/v1/audit/entries',
    summary: 'The audit log, to read',
    description: 'Newest first, with names for ids. Reading it is audited.',
    auth: ['supervisor'],
    query: auditEntryQuery,
    response: auditEntryPage,
    errors: ['invalid_request'],
  }),
  auditChain: endpoint({
    method: 'GET',
    path: '/api/v1/audit/chain',
    summary: 'Whether the audit log is intact',
    description: 'The result of the last check of the hash chain, and whether one is under way.',
    auth: ['supervisor'],
    response: auditChain,
    errors: [],
  }),
  checkAudit: endpoint({
    method: 'POST',
    path: '/api/v1/audit/checks',
    summary: 'Check the audit log now',
    description:
      'Has the daily check run now, in the background and one at a time. While one is under way, nothing more happens.',
    auth: ['supervisor'],
    response: auditChain,
    errors: [],
  }),
} as const;
