import { z } from 'zod';
import { LANGUAGES } from '../words/languages.ts';
import { correction } from './correction.ts';
import { shapeOf } from './fact-shape.ts';
import { historyEntry } from './history.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { incident } from './incident.ts';
import { REPORT_KINDS } from './kinds.ts';
import { filledLine, filledParagraph } from './text.ts';

export const reportKind = z.enum(REPORT_KINDS);
export type ReportKind = z.infer<typeof reportKind>;

export const REPORT_STATES = [
  'draft',
  'unconfirmed',
  'submitted',
  'awaiting_citizen',
  'resubmitted',
  'approved',
  'rejected',
  'escalated',
  'returned',
  'appealed',
  'withdrawn',
  'closed_no_answer',
] as const;
export const reportState = z.enum(REPORT_STATES);
export type ReportState = z.infer<typeof reportState>;

export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

export const person = z.object(
  shapeOf('who', {
    language,
    /** Set when the reporter acts for the victim: a parent for a child, an employee for a business. */
    actsFor: z.object({ name: filledLine(160), relation: filledLine(80) }).nullable(),
  }),
);
export type Person = z.infer<typeof person>;

/**
 * Limits for any report, regardless of how it was filed; the portal's form has lower ones. A workstation must be able
 * to show a whole report, and no reasonable narrative is longer than this.
 */
export const LONGEST_NARRATIVE = 50_000;

/** What the person reported: who, what, when, where and how. Kept verbatim; officers never overwrite it. */
export const facts = z.object({
  who: person,
  ...incident.shape,
  how: filledParagraph(LONGEST_NARRATIVE),
});
export type Facts = z.infer<typeof facts>;

/**
 * Whether a date is too early to be plausible. XML's calendar has no year 0, and XML tools may not support such early
 * dates. The limit is one day before 1900, so that 1900 is accepted in every time zone.
 */
export const isTooEarly = (day: string): boolean => day < '1899-12-31';

export const attachmentMeta = z.object({
  id: uuid,
  name: z.string().max(200),
  mediaType: z.string().max(100),
  bytes: z.int().min(0),
  /** SHA-256 of the original, hexadecimal. */
  sha256: z.string().length(64),
  /** The copy for display, rendered without the original's metadata; null for a PDF or HEIC. Dimensions in pixels. */
  view: z
    .object({
      mediaType: z.string().max(100),
      bytes: z.int().min(0),
      sha256: z.string().length(64),
      width: z.int().min(1),
      height: z.int().min(1),
    })
    .nullable()
    .default(null),
  /** When the person uploaded it; null for files uploaded before this was recorded. */
  receivedAt: instant.nullable().default(null),
  /** The malware scanner's result, and the name of any malware; missing until the file has been scanned. */
  scan: z
    .object({ state: z.enum(['clean', 'infected']), at: instant, found: z.string().max(100).nullable() })
    .optional(),
  /** The officer who sent it to the reporter with a message; missing for files that the reporter sent. */
  sentBy: z.string().max(160).optional(),
});
export type AttachmentMeta = z.infer<typeof attachmentMeta>;

export const colleague = z.object({ id: uuid, displayName: z.string().max(160) });

/**
 * Who has a report open for decision, and until when. It is informational and not a lock; ignore it after it expires.
 */
export const claim = z.object({ by: colleague, since: instant, expiresAt: instant });
export type Claim = z.infer<typeof claim>;

/** A report as the agency server sends it to a workstation. `version` starts at 1 and increases with every change. */
export const report = z.object({
  id: uuid,
  trackingNumber: trackingNumberSchema,
  kind: reportKind,
  state: reportState,
  version: z.int().min(1),
  receivedAt: instant,
  changedAt: instant,
  /** Code of the offense title from the policy; chosen by the person until an officer confirms or changes it. */
  offenseCode: z.string().max(40).nullable(),
  caseNumber: z.string().max(40).nullable(),
  facts,
  attachments: z.array(attachmentMeta).max(60),
  history: z.array(historyEntry),
  /** Oldest first; the newest correction of a field applies. `facts` themselves stay as the person entered them. */
  corrections: z.array(correction).default([]),
  /** The colleague the report is assigned to. */
  assignedTo: colleague.nullable().default(null),
  claim: claim.nullable().default(null),
  /** The officer whose approval or rejection is in force; null if not decided. */
  decidedBy: uuid.nullable().default(null),
  /**
   * Tracking number of the primary report, if this one was rejected as a duplicate. If the primary was itself rejected
   * as a duplicate, this is the number of the last report in the chain.
   */
  duplicateOf: trackingNumberSchema.nullable().optional(),
});
export type Report = z.infer<typeof report>;
