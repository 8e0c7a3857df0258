import type { Report } from '#shared/domain/report.ts';
import type { KeptDuplicate } from '#shared/process-api.ts';

/** The parts of a report that are compared; only `facts` if it has not been filed yet. */
export type Told = Pick<Report, 'facts' | 'corrections' | 'kind' | 'offenseCode'>;

/** `complete` is false when the search ran out of budget and may have missed some. */
export type FoundDuplicates = { duplicates: KeptDuplicate[]; complete: boolean };

/** A report that was filed earlier. */
export type Earlier = { reportId: string; trackingNumber: string; receivedAt: Date };

/** `at` is the current time, in milliseconds since 1970. */
export type Question =
  | { kind: 'duplicates'; reportId: string; at: number }
  | { kind: 'earlier'; told: Told; at: number }
  /** Prepares the engine for later questions. */
  | { kind: 'warm'; at: number };

export type Answers = { duplicates: FoundDuplicates | null; earlier: Earlier | null; warm: null };

/** `failed` is the error's class name and never its message, which may contain what a person wrote. */
export type Reply = { id: number; answer: Answers[keyof Answers] } | { id: number; failed: string };
