import type { ReviewCategory, ReviewOutcome, SecondDecision } from '#shared/domain/second-review.ts';

/** What a reviewer has filled in but not saved yet. */
export type KeptForm = {
  kind: SecondDecision['kind'] | null;
  offense: string | null;
  reason: string | null;
  outcome: ReviewOutcome | null;
  category: ReviewCategory | null;
  note: string;
};

const EMPTY: KeptForm = { kind: null, offense: null, reason: null, outcome: null, category: null, note: '' };

/** By reviewer and sample. Only in memory: it is lost with the window, but not when another page is opened. */
const kept = new Map<string, KeptForm>();

const keyOf = (me: string, sampleId: string) => `${me} ${sampleId}`;

export const keptForm = (me: string, sampleId: string): KeptForm => kept.get(keyOf(me, sampleId)) ?? EMPTY;

/** @param form null once it has been saved on the server. */
export function keepForm(me: string, sampleId: string, form: KeptForm | null): void {
  if (form === null) kept.delete(keyOf(me, sampleId));
  else kept.set(keyOf(me, sampleId), form);
}
