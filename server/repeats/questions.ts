import type { Report } from '#shared/domain/report.ts';
import type { KeptRepeat } from '#shared/process-api.ts';

/** What is compared of a report; `facts` alone where it was not filed yet. */
export type Told = Pick<Report, 'facts' | 'corrections' | 'kind' | 'offenseCode'>;

/** `complete` is false where more may be found than the budget of one search allowed to look at. */
export type FoundRepeats = { repeats: KeptRepeat[]; complete: boolean };

/** A report that was sent before. */
export type Earlier = { reportId: string; trackingNumber: string; receivedAt: Date };

/** `at` is now, in milliseconds since 1970. */
export type Question =
  | { kind: 'repeats'; reportId: string; at: number }
  | { kind: 'earlier'; told: Told; at: number }
  /** Gets everything ready for those who ask later. */
  | { kind: 'warm'; at: number };

export type Answers = { repeats: FoundRepeats | null; earlier: Earlier | null; warm: null };

/** `failed` names the class of an error and never its message, which may hold what a person wrote. */
export type Reply = { id: number; answer: Answers[keyof Answers] } | { id: number; failed: string };
