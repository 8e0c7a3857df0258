import { z } from 'zod';
import { correction } from './correction.ts';
import { instant, uuid } from './ids.ts';
import { fraudFacts, item, place } from './incident.ts';
import { attachmentMeta, person, reportKind } from './report.ts';
import { timeframe } from './timeframe.ts';

/**
 * `recovered` and `supplement` are about reports that are already approved. `recovered`: the reporter found property.
 * `supplement`: the reporter wrote more or sent files, or an officer sent files or corrected a detail.
 */
const PACKAGE_KINDS = ['approved', 'returned', 'recovered', 'supplement'] as const;

/**
 * The package that the records management system (RMS) receives when a report is approved, when its approval is
 * reopened, when its reporter found the property, or when there is a supplement. The facts include corrections;
 * `corrections` lists what was corrected, by whom and why.
 */
export const rmsPackage = z.object({
  format: z.literal('p2c-review/rms/1'),
  /** Lets a receiver recognize a package that it already has. */
  packageId: uuid,
  kind: z.enum(PACKAGE_KINDS),
  /**
   * The reason for reopening the approval, the text about found property, or the text of a supplement. Empty for an
   * approval.
   */
  cause: z.string(),
  caseNumber: z.string().min(1).max(40),
  trackingNumber: z.string(),
  agency: z.object({ name: z.string(), state: z.string() }),
  reportKind,
  receivedAt: instant,
  decidedAt: instant,
  decidedBy: z.string(),
  /** `nibrs` is the FBI code; null for lost property, which has no code. */
  offense: z.object({ code: z.string(), title: z.string(), nibrs: z.string().nullable() }),
  when: timeframe,
  where: place,
  who: person,
  items: z.array(item),
  fraud: fraudFacts.nullable(),
  how: z.string(),
  /** Originals only; a records system has no use for the display copies. */
  attachments: z.array(attachmentMeta.omit({ view: true, receivedAt: true, scan: true, sentBy: true })),
  corrections: z.array(correction),
});
export type RmsPackage = z.infer<typeof rmsPackage>;

export const RMS_STATES = ['queued', 'delivered', 'refused', 'canceled'] as const;
export const rmsState = z.enum(RMS_STATES);

/** A row of the package list that records staff see. */
export const rmsRow = z.object({
  id: uuid,
  reportId: uuid,
  kind: z.enum(PACKAGE_KINDS),
  caseNumber: z.string(),
  trackingNumber: z.string(),
  state: rmsState,
  attempts: z.int(),
  queuedAt: instant,
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  refusedAt: instant.nullable(),
  /** The records system's response, or why it could not be reached. */
  reason: z.string().nullable(),
  /** The number that the records system gave the report, if it answered with one. */
  rmsNumber: z.string().nullable(),
});
export type RmsRow = z.infer<typeof rmsRow>;
