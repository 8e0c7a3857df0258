import { z } from 'zod';
import { ACT_KINDS, CALL_OUTCOMES, DANGER_WAYS } from './act.ts';
import { instant, uuid } from './ids.ts';
import { MOST_MESSAGE_FILES, messageFile } from './message-file.ts';

/** The current contents of an act's form, complete or not. All acts share this shape; each uses only its own fields. */
export const draft = z.strictObject({
  offenseCode: z.string().max(40).nullable(),
  /** For each unmet requirement, by flag code: why the report is approved anyway. */
  anyway: z.record(z.string().max(40), z.string().max(2000)).optional(),
  reasonCode: z.string().max(40).nullable(),
  duplicateOf: z.string().max(40),
  /**
   * Code of the correct title, for the letter that says that the report's title is wrong. Absent until the officer
   * chooses a title or says that none fits.
   */
  rightOffense: z.string().max(40).optional(),
  missing: z.array(z.string().max(40)).max(20).readonly(),
  /** The officer's own question. As with `note`, the limit is higher than for an act. */
  question: z.string().max(2000).optional(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  /** The limit is higher than for an act, so that a note that is too long is kept until the officer shortens it. */
  note: z.string().max(20_000),
  /** The reason for reopening a decision. */
  cause: z.string().max(20_000).optional(),
  /** Whether reopening a duplicate also says that the two reports are about different incidents. */
  notDuplicate: z.boolean().optional(),
  /** Whether a note also says that the reporter's messages need no answer. */
  noAnswerNeeded: z.boolean().optional(),
  /** What the officer did about danger, and why it is none; as with `note`, the limit is higher than for an act. */
  danger: z.enum(DANGER_WAYS).optional(),
  dangerBecause: z.string().max(2000).optional(),
  /** Who to assign the report to: null unassigns it; absent until a choice is made. */
  to: uuid.nullable().optional(),
  /** Dotted path of the corrected field, and the new value as typed. */
  field: z.string().max(80).optional(),
  value: z.string().max(400).optional(),
  /** Files of a message; the workstation stores their content. */
  files: z.array(messageFile).max(MOST_MESSAGE_FILES).readonly().optional(),
});
export type Draft = z.infer<typeof draft>;

/** A saved draft, and when it was last changed on the workstation's clock. */
export const keptDraft = z.object({ draft, at: instant });
export type KeptDraft = z.infer<typeof keptDraft>;

export const draftKind = z.enum(ACT_KINDS);
