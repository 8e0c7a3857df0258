import type { Report } from '#shared/domain/report.ts';
import type { KeptDuplicate } from '#shared/process-api.ts';

/** The parts of a report that are compared. Before the report is filed, only `facts` is known. */
export type Told = Pick<Report, 'facts' | 'corrections' | 'kind' | 'offenseCode'>;

/** `complete` is false when the search reached a limit and may have missed some duplicates. */
export type FoundDuplicates = { duplicates: KeptDuplicate[]; complete: boolean };

/** A report that was filed earlier. */
export type Earlier = { reportId: string; trackingNumber: string; receivedAt: Date };

/** `at` is the current time, in milliseconds since 1970. */
export type Question =
  | { kind: 'duplicates'; reportId: string; at: number }
  | { kind: 'earlier'; told: Told; at: number }
  /** Prepares the engine so that later questions are answered faster. */
  | { kind: 'warm'; at: number };

export type Answers = { duplicates: FoundDuplicates | null; earlier: Earlier | null; warm: null };

/** `failed` is the error's class name and never its message, which may contain text from reports. */
export type Reply = { id: number; answer: Answers[keyof Answers] } | { id: number; failed: string };
