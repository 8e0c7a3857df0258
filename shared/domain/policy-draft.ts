import { z } from 'zod';
import { fieldDetail, fieldError } from '../field-error.ts';
import { LONGEST_DOCUMENT } from '../letters/policy-document.ts';
import { ACT_KINDS } from './act.ts';
import { calendarDate } from './fact-shape.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';

const version = z.int().min(1).max(2_147_483_647);
const person = z.object({ id: uuid, displayName: z.string() });

/**
 * `open`: its author is still writing. `ready`: its author is done, and someone else may put it in force. Saving a
 * ready draft opens it again.
 */
const STATES = ['open', 'ready', 'published', 'discarded'] as const;

export const policyDraftRow = z.object({
  id: uuid,
  author: person,
  authorLeft: z
    .boolean()
    .describe('Whether the author can no longer sign in as a supervisor; others may discard it or take it over then.'),
  begunBy: person.nullable().default(null).describe('Who wrote it first, if the author took it over from them.'),
  state: z.enum(STATES),
  basedOn: version.describe('The version that it changes. It can be published only while that one is in force.'),
  revision: z.int().min(1).describe('Rises with each save; a publisher names the one that was reviewed.'),
  why: z.string().describe('Why the change is made, in the author’s words.'),
  savedAt: instant,
});
export type PolicyDraftRow = z.infer<typeof policyDraftRow>;

export const policyVersionRow = z.object({
  version,
  at: instant,
  by: z.string().nullable().describe('Who put it in force: a name, or the program; null if that is not known.'),
  author: z.string().nullable().describe('Who drafted it; null if it came from a file.'),
  why: z.string(),
});
export type PolicyVersionRow = z.infer<typeof policyVersionRow>;

const policyChange = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

export const policyDifferenceView = z.object({
  draft: policyDraftRow,
  current: version,
  changes: z.array(policyChange).describe('What differs from the version that the draft was made from.'),
  since: z
    .array(policyChange)
    .describe('What differs between that version and the one in force; empty if they are the same.'),
  faults: z.array(fieldError),
  warnings: z.array(fieldError).describe('What to check with counsel; it can be published.'),
});
export type PolicyDifferenceView = z.infer<typeof policyDifferenceView>;

/** A draft as typed, kept on the workstation until the server has it. */
export const unsavedPolicy = z.strictObject({
  draftId: uuid,
  document: z.string().max(LONGEST_DOCUMENT),
  why: z.string().max(1000),
  /** The server's draft that this one is based on; another workstation may have saved a newer one since. */
  from: z.strictObject({ revision: z.int().min(1), document: z.string().max(LONGEST_DOCUMENT) }),
});
export type UnsavedPolicy = z.infer<typeof unsavedPolicy>;

/** A row of a rehearsal: the changes that a draft would make for one report or one past decision. */
const rehearsedRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  act: z.enum(ACT_KINDS).nullable().describe('The past decision; null for an open report.'),
  letter: z.boolean().describe('Whether the letter of the decision would read differently.'),
  letterChange: z
    .object({ before: z.string(), after: z.string() })
    .nullable()
    .describe('The part of the letter that would, at most 400 characters of each.'),
  refused: fieldDetail.nullable().describe('Why the decision could not be made again.'),
  flagsAdded: z.array(z.string()),
  flagsRemoved: z.array(z.string()),
  due: z.object({ before: calendarDate, after: calendarDate }).nullable(),
  overdue: z
    .enum(['becomes', 'stops'])
    .nullable()
    .describe('Whether an open report would become overdue at once, or stop being so; null if neither.'),
});
export type RehearsedRow = z.infer<typeof rehearsedRow>;

export const rehearsal = z.object({
  decisions: z.int().describe('How many past decisions were tried.'),
  open: z
    .int()
    .describe('How many open reports were tried: those that would become overdue, or stop being so, and the newest.'),
  allOpen: z.int().describe('How many open reports wait for the agency. Due dates are counted for all of them.'),
  changed: z.object({
    letters: z.int(),
    otherLetters: z
      .array(z.string())
      .describe('Other kinds of letters that would read differently, written on a made-up report.'),
    refused: z.int(),
    flags: z.int(),
    due: z.int(),
    overdue: z.int().describe('Open reports that aren’t overdue now and would be at once.'),
    onTime: z.int().describe('Open reports that are overdue now and would not be.'),
    removed: z.int().describe('Closed reports that retention would remove at once, and doesn’t now; at most 1,000.'),
  }),
  rows: z
    .array(rehearsedRow)
    .describe('The first 200 decisions and the first 200 open reports that would change; none for administrators.'),
  more: z
    .object({ decisions: z.int(), open: z.int() })
    .describe('How many would change as well and are not among the rows; 0 for administrators.'),
});
export type Rehearsal = z.infer<typeof rehearsal>;
