import { z } from 'zod';
import { ACT_KINDS } from './act.ts';
import { instant, uuid } from './ids.ts';

/**
 * Uses of a report other than deciding it. `copied`: any part was copied for the records system; counted once per row
 * of the trail, because officers fill in the records system's form value by value. `previewed`: read in a preview of a
 * letter. `found`: opened from a search of the server or a list of records. `reviewed`: opened for second review.
 * `as_seen`: viewed as it was when it was decided. `exported`: included in a file of decisions. `decision_read`: a
 * decision about it was shown in the list of decisions, with note and letter. `appeal_read`: shown in the list of
 * appeals, with the appeal's text and the first decision. `letter_read`: a letter about it was shown for printing.
 */
export const OPENING_USES = [
  'opened',
  'compared',
  'printed',
  'saved_pdf',
  'copied',
  'attachment_viewed',
  'attachment_saved',
  'previewed',
  'found',
  'reviewed',
  'as_seen',
  'exported',
  'decision_read',
  'appeal_read',
  'letter_read',
] as const;
export const openingUse = z.enum(OPENING_USES);
export type OpeningUse = z.infer<typeof openingUse>;

/** Uses that the server records itself, since it sends the data. Workstations can neither report nor change them. */
export const SERVER_USES = [
  'found',
  'reviewed',
  'as_seen',
  'exported',
  'appeal_read',
  'letter_read',
] as const satisfies readonly OpeningUse[];
export type ServerUse = (typeof SERVER_USES)[number];

/** How long one row of the trail covers, in milliseconds; each row is for one officer and one report. */
export const OPENING_MS = 600_000;

const count = z.int().min(1).max(100_000);
const uses = z
  .strictObject({
    opened: count,
    compared: count,
    printed: count,
    saved_pdf: count,
    copied: count,
    attachment_viewed: count,
    attachment_saved: count,
    previewed: count,
    found: count,
    reviewed: count,
    as_seen: count,
    exported: count,
    decision_read: count,
    appeal_read: count,
    letter_read: count,
  } satisfies Record<OpeningUse, z.ZodType>)
  .partial();
export type OpeningUses = z.infer<typeof uses>;

/**
 * What one officer did with one report within ten minutes. Times are on the server's clock, as estimated by the
 * workstation.
 */
export const opening = z.strictObject({
  id: uuid.describe('Chosen by the workstation; sending it again replaces the row with its latest state.'),
  reportId: uuid,
  firstAt: instant,
  lastAt: instant,
  seconds: z.int().min(0).max(86_400).describe('How long the report was open.'),
  uses: uses.describe('How often each thing was done.'),
  offline: z.boolean().describe('Whether any of it was done without a connection.'),
});
export type Opening = z.infer<typeof opening>;

/** An act that its officer undid before the server received it. */
export const undoneAct = z.strictObject({
  id: uuid.describe('The key under which the act would have been sent.'),
  reportId: uuid,
  kind: z.enum(ACT_KINDS),
  pressedAt: instant,
  undoneAt: instant,
});
export type UndoneAct = z.infer<typeof undoneAct>;

/** Maximum number of rows of each kind in one request. */
export const TRAIL_BATCH = 100;
