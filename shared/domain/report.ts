import { z } from 'zod';
import { LANGUAGES } from '../words/languages.ts';
import { correction } from './correction.ts';
import { shapeOf } from './fact-shape.ts';
import { historyEntry } from './history.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { REPORT_KINDS } from './kinds.ts';
import { placeType } from './place-type.ts';
import { filledLine, filledParagraph, line } from './text.ts';
import { timeframe } from './timeframe.ts';

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
    /** The reporter may act for the victim: a parent for a child, an employee for a business. */
    actsFor: z.object({ name: filledLine(160), relation: filledLine(80) }).nullable(),
  }),
);
export type Person = z.infer<typeof person>;

export const item = z.object(shapeOf('items', {}));
export type Item = z.infer<typeof item>;

export const fraudFacts = z.object(shapeOf('fraud', {}));
export type FraudFacts = z.infer<typeof fraudFacts>;

/** WGS 84, degrees. */
export const point = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });
export type Point = z.infer<typeof point>;

export const place = z.object({
  ...shapeOf('where', {
    neighborhood: line(80).nullable(),
    placeType: placeType.nullable(),
    point: point.nullable(),
  }),
  /** The filing program's own name for a place type that isn't listed; used only when `placeType` is `other`. */
  placeTypeOther: filledLine(80).optional(),
});
export type Place = z.infer<typeof place>;

/**
 * The limits for any report, regardless of who filed it; the portal's form has lower ones. A workstation shows all of it,
 * and a longer text is not a reasonable narrative.
 */
export const MOST_ITEMS = 200;
export const LONGEST_NARRATIVE = 50_000;

/** What the person reported: who, what, when, where and how. Kept verbatim; officers never overwrite it. */
export const facts = z.object({
  who: person,
  items: z.array(item).max(MOST_ITEMS),
  fraud: fraudFacts.nullable(),
  when: timeframe,
  where: place,
  how: filledParagraph(LONGEST_NARRATIVE),
});
export type Facts = z.infer<typeof facts>;

/**
 * Dates too early to be useful; XML's calendar has no year 0 and may not even support them. In every time zone, 1900 is
 * late enough.
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
  /** When the person sent it; null for files from before this was recorded. */
  receivedAt: instant.nullable().default(null),
});
export type AttachmentMeta = z.infer<typeof attachmentMeta>;

export const colleague = z.object({ id: uuid, displayName: z.string().max(160) });

/** Who has a report open for decision, and until when. It informs others and isn't a lock; ignore it after it expires. */
export const claim = z.object({ by: colleague, since: instant, expiresAt: instant });
export type Claim = z.infer<typeof claim>;

/** A report as the agency server sends it to a workstation. `version` counts every change, from 1. */
export const report = z.object({
  id: uuid,
  trackingNumber: trackingNumberSchema,
  kind: reportKind,
  state: reportState,
  version: z.int().min(1),
  receivedAt: instant,
  changedAt: instant,
  /** Code of the policy's offense title; the person's choice until an officer confirms it. */
  offenseCode: z.string().max(40).nullable(),
  caseNumber: z.string().max(40).nullable(),
  facts,
  attachments: z.array(attachmentMeta).max(60),
  history: z.array(historyEntry),
  /** Oldest first; the newest one for a field applies. `facts` themselves stay as the person entered them. */
  corrections: z.array(correction).default([]),
  /** The colleague the report is assigned to. */
  assignedTo: colleague.nullable().default(null),
  claim: claim.nullable().default(null),
  /** The officer whose approval or rejection is in force; null if not decided. */
  decidedBy: uuid.nullable().default(null),
  /** Tracking number of the primary report when this one was rejected as its duplicate: the end of the chain. */
  duplicateOf: trackingNumberSchema.nullable().optional(),
});
export type Report = z.infer<typeof report>;
