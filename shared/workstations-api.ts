import { z } from 'zod';
import { instant, uuid } from './domain/ids.ts';
import { ROLES } from './domain/officer.ts';
import { workstation, workstationQuery, workstationReport } from './domain/workstation.ts';
import { endpoint } from './endpoint.ts';

const ADMINISTRATORS = ['administrator'] as const;
const checkState = z.enum(['ok', 'failing', 'unknown']);

export const operations = z.object({
  checks: z.object({ database: checkState, migrations: checkState, audit: checkState, jobs: checkState }),
  jobs: z.array(
    z.object({
      name: z.string(),
      lastSuccessAt: instant.nullable(),
      nextRunAt: instant,
      failures: z.int().describe('How often it failed in a row.'),
    }),
  ),
  lettersWaiting: z.int(),
  lettersFailed: z.int().describe('Letters that were given up on, because they could not be sent.'),
  packagesWaiting: z.int(),
  packagesRefused: z.int().describe('Packages that the records system refused.'),
  auditRows: z.int(),
  auditCheckedAt: instant.nullable().describe('When the whole log was last found intact.'),
  auditBroken: z
    .object({ row: z.int(), foundAt: instant })
    .nullable()
    .describe('The first row that the last check of the whole log found to be missing or changed; null if none.'),
});
export type Operations = z.infer<typeof operations>;

export const holdings = z.object({
  assigned: z.int().describe('Open reports that are assigned to the officer.'),
  followUps: z.int().describe('Reports that wait for an answer to the officer’s question and are assigned to nobody.'),
  reviews: z.int().describe('Second reviews that the officer began and hasn’t finished; others can take them over.'),
  workstations: z
    .array(
      z.object({
        name: z.string(),
        drafts: z.int().nullable().describe('Null if the workstation can’t count them.'),
        unsent: z.int().describe('Decisions that the server does not have yet.'),
        asOf: instant.describe('When the workstation last said so.'),
      }),
    )
    .describe(
      'Every workstation that reported this account, with what the officer left there; the longest silent first.',
    ),
  unnamed: z
    .int()
    .describe('Unsent decisions on those workstations of which these can’t tell whose they are: maybe the officer’s.'),
});
export type Holdings = z.infer<typeof holdings>;

export const reassign = z.strictObject({
  from: uuid.describe('The officer who leaves.'),
  to: uuid.nullable().describe('The officer who takes over; null to give everything back to the queue.'),
});

/**
 * The endpoints in shared/api.ts for the people who run the application: workstations, the server’s own work, and
 * officers who leave.
 */
export const workstationsApi = {
  reportWorkstation: endpoint({
    method: 'PUT',
    path: '/api/v1/workstations/:workstationId',
    summary: 'Say how a workstation is',
    description:
      'Sent by the workstation at each sign-in and every few minutes. Within a minute of the last time, the same is not stored again.',
    auth: ROLES,
    params: z.object({ workstationId: uuid.describe('A random id that the workstation chose.') }),
    body: workstationReport,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'against_rule'],
  }),
  workstations: endpoint({
    method: 'GET',
    path: '/api/v1/workstations',
    summary: 'Workstations',
    description: 'Last seen first, each with how far it is behind the releases. The read is audited.',
    auth: ADMINISTRATORS,
    query: workstationQuery,
    response: z.object({ rows: z.array(workstation), total: z.int(), versions: z.array(z.string()) }),
    errors: ['invalid_request'],
  }),
  removeWorkstation: endpoint({
    method: 'POST',
    path: '/api/v1/workstation-removals',
    summary: 'Take a workstation off the list',
    description:
      'For a computer that is no longer used. It ends no session, and the workstation comes back if it says something again. Audited.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: z.strictObject({ workstationId: uuid.describe('The workstation’s random id.') }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  operations: endpoint({
    method: 'GET',
    path: '/api/v1/operations',
    summary: 'The state of the server',
    description: 'Health, jobs, letters, packages for the records system, and the audit log.',
    auth: ADMINISTRATORS,
    response: operations,
    errors: [],
  }),
  holdings: endpoint({
    method: 'GET',
    path: '/api/v1/holdings',
    summary: 'What an officer still holds',
    description: 'Counts only. For an administrator before an account is disabled, and for whoever declines one.',
    auth: ['administrator', 'supervisor'],
    query: z.object({ officerId: uuid.describe('The id of the officer.') }),
    response: holdings,
    errors: ['invalid_request', 'not_found'],
  }),
  reassign: endpoint({
    method: 'POST',
    path: '/api/v1/reassignments',
    summary: 'Move what an officer holds',
    description:
      'Assigns the officer’s open reports and waiting follow-ups to another one, or gives them back to the queue. Each is in the report’s history and audited. At most 1,000 at a time; a repetition moves what is left.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: reassign,
    response: z.object({ moved: z.int(), left: z.int() }),
    errors: ['invalid_request', 'not_found', 'against_rule'],
  }),
} as const;
