import { z } from 'zod';
import { instant, uuid } from './ids.ts';
import { claim, reportKind, reportState } from './report.ts';
import { line } from './text.ts';

/** The columns of the triage queue; each can be sorted by. */
export const QUEUE_COLUMNS = [
  'trackingNumber',
  'receivedAt',
  'waiting',
  'kind',
  'offense',
  'location',
  'person',
  'state',
  'hints',
  'repeats',
] as const;
export const queueColumn = z.enum(QUEUE_COLUMNS);
export type QueueColumn = z.infer<typeof queueColumn>;

export const queueSort = z.strictObject({ column: queueColumn, direction: z.enum(['asc', 'desc']) });
export type QueueSort = z.infer<typeof queueSort>;

export const queueFilter = z.strictObject({
  /** An empty list means every open state. */
  states: z.array(reportState).max(12),
  kinds: z.array(reportKind).max(4),
  /** What an officer typed: words, "phrases" and fields (search.ts). */
  text: line(200),
  /** Only reports that likely repeat another one (`LIKELY_REPEAT`). */
  likelyRepeat: z.boolean(),
  /** Only mine, only those over the promised time, only those with which I have to do something. */
  only: z
    .array(z.enum(['mine', 'over', 'needs_me']))
    .max(3)
    .optional(),
});
export type QueueFilter = z.infer<typeof queueFilter>;

export const queueRequest = z.strictObject({
  filter: queueFilter,
  sort: queueSort,
  offset: z.int().min(0).max(10_000_000),
  limit: z.int().min(1).max(500),
});
export type QueueRequest = z.infer<typeof queueRequest>;

/** Where does a report stand in the answer to a question? */
export const queuePlace = z.strictObject({ filter: queueFilter, sort: queueSort, id: uuid });
export type QueuePlace = z.infer<typeof queuePlace>;

export const queueRow = z.strictObject({
  id: uuid,
  trackingNumber: z.string(),
  receivedAt: instant,
  /** Since when it waits for an officer: its arrival, or the person's last answer. */
  waitingSince: instant,
  kind: reportKind,
  offenseCode: z.string().nullable(),
  location: z.string(),
  person: z.string(),
  state: reportState,
  /** Decided here, which the server does not know yet: the state is the one before. */
  unsent: z.boolean(),
  hints: z.int(),
  /** How many other reports may tell of the same incident, and how likely the likeliest of them does. */
  repeats: z.int(),
  strongest: z.number().nullable(),
  version: z.int(),
  /** Who had it open when the server last told; it may be over. */
  claim: claim.nullable(),
});
export type QueueRow = z.infer<typeof queueRow>;

/** `more`: so many are found that only the newest `total` of them are listed. */
export const queuePage = z.strictObject({ rows: z.array(queueRow), total: z.int(), more: z.boolean().optional() });
export type QueuePage = z.infer<typeof queuePage>;
