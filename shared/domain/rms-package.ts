import { z } from 'zod';
import { correction } from './correction.ts';
import { instant, uuid } from './ids.ts';
import { attachmentMeta, fraudFacts, item, person, place, reportKind } from './report.ts';
import { timeframe } from './timeframe.ts';

/**
 * What the records system (RMS) gets of an approved report, or of one whose approval was taken back. The facts are the
 * corrected ones; what was corrected, by whom and why stands in `corrections`.
 */
export const rmsPackage = z.object({
  format: z.literal('p2c-review/rms/1'),
  /** Also the key by which a receiver knows a package that comes twice. */
  packageId: uuid,
  kind: z.enum(['approved', 'returned']),
  /** Why the approval was taken back; empty for an approval. */
  cause: z.string(),
  caseNumber: z.string().min(1).max(40),
  trackingNumber: z.string(),
  agency: z.object({ name: z.string(), state: z.string() }),
  reportKind,
  receivedAt: instant,
  decidedAt: instant,
  decidedBy: z.string(),
  /** `nibrs` is the FBI's code, and null for lost property, which has none. */
  offense: z.object({ code: z.string(), title: z.string(), nibrs: z.string().nullable() }),
  when: timeframe,
  where: place,
  who: person,
  items: z.array(item),
  fraud: fraudFacts.nullable(),
  how: z.string(),
  /** The originals; the copies for looking at are of no use to a records system. */
  attachments: z.array(attachmentMeta.omit({ view: true, receivedAt: true })),
  corrections: z.array(correction),
});
export type RmsPackage = z.infer<typeof rmsPackage>;

export const RMS_STATES = ['queued', 'delivered', 'refused', 'canceled'] as const;
export const rmsState = z.enum(RMS_STATES);

/** A package as the records people see it in their list. */
export const rmsRow = z.object({
  id: uuid,
  reportId: uuid,
  kind: z.enum(['approved', 'returned']),
  caseNumber: z.string(),
  trackingNumber: z.string(),
  state: rmsState,
  attempts: z.int(),
  queuedAt: instant,
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  refusedAt: instant.nullable(),
  /** What the records system answered, or why it could not be reached. */
  reason: z.string().nullable(),
});
export type RmsRow = z.infer<typeof rmsRow>;
