import { z } from 'zod';

/**
 * The parts of a report that can be copied for the records system, in the order that most such systems use. An agency
 * chooses its own parts and order.
 */
export const RECORDS_PARTS = [
  'case_number',
  'tracking_number',
  'offense',
  'occurred',
  'reported',
  'location',
  'reporter',
  'property',
  'narrative',
] as const;
export type RecordsPart = (typeof RECORDS_PARTS)[number];

/** The parts that an agency's copy for the records system includes, in order. */
export const recordsCopy = z
  .array(z.enum(RECORDS_PARTS))
  .min(1)
  .max(RECORDS_PARTS.length)
  .default([...RECORDS_PARTS]);

/** Maximum length of the copied text: the longest report with what was added to it later, plus room for labels. */
export const LONGEST_COPY = 1_000_000;
