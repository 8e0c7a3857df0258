import { z } from 'zod';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { report, reportKind, reportState } from './domain/report.ts';
import { filledLine, line } from './domain/text.ts';
import { endpoint } from './endpoint.ts';
import { holdRow } from './holds-api.ts';

const SEARCHERS = ['supervisor', 'records'] as const;

export const FIND_FIELDS = ['number', 'name', 'address', 'phone', 'serial', 'words', 'officer'] as const;
export type FindField = (typeof FIND_FIELDS)[number];

/** A report opened for reading, with its legal hold, which isn't included in reports elsewhere. */
export const foundReport = report.extend({
  hold: holdRow.pick({ by: true, at: true, why: true, until: true }).nullable(),
});
export type FoundReport = z.infer<typeof foundReport>;

const asked = (what: string) => line(200).optional().describe(what);
const findFields = z.strictObject({
  number: asked('A tracking or case number: all of it, its beginning, or its serial.'),
  name: asked('Words that begin words of the name of the reporter or victim.'),
  address: asked('Words of the location or of the reporter’s address.'),
  phone: asked('A phone number or its last digits, at least four.'),
  serial: asked('A serial number or a part of it, at least three characters.'),
  words: asked('Words of the narrative; from four letters on, words that begin with them.'),
  officer: asked('The name or username of somebody who worked on the report.'),
});
export type FindFields = z.output<typeof findFields>;

const findCursor = z.strictObject({ receivedAt: instant, reportId: uuid });
export type FindCursor = z.infer<typeof findCursor>;
const spelling = z.enum(['as_typed', 'similar']);

export const findBody = z.strictObject({
  reason: filledLine(200).describe('Why the caller searches. It is asked once and kept with the session.'),
  fields: findFields.describe('At least one; a report must match all of them.'),
  from: instant.optional().describe('Received at this time or later.'),
  to: instant.optional().describe('Received before this time.'),
  spelling: spelling.default('as_typed').describe('For the next page: what the first page answered.'),
  after: findCursor.optional().describe('For the next page: the last row of this one.'),
  limit: z.int().min(1).max(100).default(50),
});
export type FindBody = z.output<typeof findBody>;

export const foundRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  caseNumber: z.string().nullable(),
  kind: reportKind,
  state: reportState,
  receivedAt: instant,
  offenseCode: z.string().max(40).nullable(),
  name: z.string(),
  location: z.string(),
});
export type FoundRow = z.infer<typeof foundRow>;

export const findResult = z.object({
  rows: z.array(foundRow).describe('Newest first.'),
  more: z.boolean(),
  count: z.int().nullable().describe('How many match after the cursor; null for more than are counted.'),
  spelling: spelling.describe('`similar` if nothing matched the name as typed and similar names did.'),
});
export type FindResult = z.infer<typeof findResult>;

/** The endpoints in shared/api.ts for searching all reports. */
export const findApi = {
  findReason: endpoint({
    method: 'GET',
    path: '/api/v1/find/reason',
    summary: 'The reason that this session searches for',
    description: 'What the caller gave with the last search in this session; null before the first one.',
    auth: SEARCHERS,
    response: z.object({ reason: z.string().nullable() }),
    errors: [],
  }),
  findReports: endpoint({
    method: 'POST',
    path: '/api/v1/find',
    summary: 'Search all reports',
    description:
      'Searches every report that the agency keeps. Case, accents and signs do not matter. Each search is audited with its reason, the fields used, a keyed hash of what was typed, and which reports were shown. 409 with the fields when nothing was asked, a field has too little in it, or the search matches so many old reports that it takes too long.',
    auth: SEARCHERS,
    body: findBody,
    response: findResult,
    errors: ['invalid_request', 'against_rule'],
  }),
  openFound: endpoint({
    method: 'GET',
    path: '/api/v1/find/reports/:reportId',
    summary: 'Open a report to read it',
    description: 'A report with its history and its legal hold, as of now. Each opening is audited.',
    auth: SEARCHERS,
    params: z.object({ reportId: uuid.describe('The report’s id.') }),
    response: foundReport,
    errors: ['invalid_request', 'not_found'],
  }),
} as const;
