import { z } from 'zod';
import { HINT_CODES } from '../screening/hint.ts';
import { instant, uuid } from './ids.ts';
import { claim, language, reportKind, reportState } from './report.ts';
import { line } from './text.ts';

/** The columns of the triage queue; all are sortable. */
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
  'duplicates',
  'value',
  'assignee',
] as const;
export const queueColumn = z.enum(QUEUE_COLUMNS);
export type QueueColumn = z.infer<typeof queueColumn>;

export const queueSort = z.strictObject({ column: queueColumn, direction: z.enum(['asc', 'desc']) });
export type QueueSort = z.infer<typeof queueSort>;

export const queueFilter = z.strictObject({
  /** An empty list means every open state. */
  states: z.array(reportState).max(12),
  kinds: z.array(reportKind).max(4),
  /** The search text as typed: words, "phrases" and fields (search.ts). */
  text: line(200),
  /** Whether to list only likely duplicates (`LIKELY_DUPLICATE`). */
  likelyDuplicate: z.boolean(),
  /**
   * `mine`: only reports assigned to the officer. `over`: only overdue ones. `needs_me`: only those that need the
   * officer's action. `message`: only those whose reporter wrote a message that nobody has answered.
   */
  only: z
    .array(z.enum(['mine', 'over', 'needs_me', 'message']))
    .max(4)
    .optional(),
});
export type QueueFilter = z.infer<typeof queueFilter>;

export const queueRequest = z.strictObject({
  filter: queueFilter,
  sort: queueSort,
  offset: z.int().min(0).max(10_000_000),
  limit: z.int().min(1).max(500),
  /** Whether a search for words also lists, after the view's matches, those outside the view. */
  elsewhere: z.boolean().optional(),
});
export type QueueRequest = z.infer<typeof queueRequest>;

/** Request for a report's position in a filtered, sorted list. */
export const queuePlace = z.strictObject({
  filter: queueFilter,
  sort: queueSort,
  id: uuid,
  elsewhere: z.boolean().optional(),
});
export type QueuePlace = z.infer<typeof queuePlace>;

export const queueRow = z.strictObject({
  id: uuid,
  trackingNumber: z.string(),
  receivedAt: instant,
  /** When the report started waiting on the agency; see `waitingSince` in waiting.ts. */
  waitingSince: instant,
  kind: reportKind,
  offenseCode: z.string().nullable(),
  location: z.string(),
  person: z.string(),
  state: reportState,
  /** Whether a decision made here has not been sent yet; if so, `state` is still the state before the decision. */
  unsent: z.boolean(),
  hints: z.int(),
  /** The strongest flag; empty if there is none. */
  flag: z.union([z.enum(HINT_CODES), z.literal('')]),
  /** 1 if the report may mean danger to somebody and the agency has to act on it; otherwise 0. */
  danger: z.int(),
  /** 1 if the reporter wrote a message that nobody has answered; otherwise 0. */
  message: z.int(),
  /** 1 if a form about the report was begun at this workstation and not sent; otherwise 0. */
  draft: z.int(),
  /** How many other reports may be about the same incident, and the highest probability among them. */
  duplicates: z.int(),
  strongest: z.number().nullable(),
  /** The value of all items and losses, in cents; 0 if none is given. */
  value: z.int(),
  /** Who the report is assigned to; empty if nobody. */
  assignee: z.string(),
  /** The reporter's language. */
  language,
  photos: z.int(),
  version: z.int(),
  /** Who has the report open, as last received from the server; may have expired. */
  claim: claim.nullable(),
});
export type QueueRow = z.infer<typeof queueRow>;

/**
 * `more`: there are too many matches, so only the newest `total` of them are listed. `elsewhere`: how many of `total`,
 * the last ones, are outside the view.
 */
export const queuePage = z.strictObject({
  rows: z.array(queueRow),
  total: z.int(),
  more: z.boolean().optional(),
  elsewhere: z.int().optional(),
});
export type QueuePage = z.infer<typeof queuePage>;
