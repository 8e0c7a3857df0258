import { z } from 'zod';

/** What is copied for the records system, in the order of most of them; an agency chooses its own. */
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

/** The parts that an officer's copy for the records system has, in its order. */
export const recordsCopy = z
  .array(z.enum(RECORDS_PARTS))
  .min(1)
  .max(RECORDS_PARTS.length)
  .default([...RECORDS_PARTS]);

/** The longest text that is copied: the longest report, with room for what stands around its facts. */
export const LONGEST_COPY = 200_000;
