import type { ReviewCategory, ReviewOutcome, SampleReason } from '#shared/domain/second-review.ts';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

export type ReviewDrawTable = {
  /** The Monday of the week whose decisions were drawn from, YYYY-MM-DD. */
  week: string;
  seed: string;
  policy_version: number;
  /** How many decisions the week had. */
  decisions: number;
  drawn_at: Instant;
};

export type ReviewSampleTable = {
  id: string;
  week: string;
  /** Null, like `report_id`, once retention has removed the report. */
  act_id: Optional<string>;
  report_id: Optional<string>;
  officer_id: string;
  kind: 'approve' | 'reject';
  /** The offense or the reason of the decision. */
  code: string;
  decided_at: Instant;
  why: SampleReason;
};

export type ReviewTable = {
  sample_id: string;
  reviewer_id: string;
  was_blind: boolean;
  /** The supervisor who decided and then left the review, if the reviewer has taken it over. */
  begun_by: Optional<string>;
  /** When it was taken over; null if it was not. */
  taken_at: Optional<Date>;
  own_kind: 'approve' | 'reject' | 'follow_up';
  /** Null for a follow-up. */
  own_code: Optional<string>;
  decided_at: Instant;
  /** Null, like `closed_at`, until the reviewer has compared the two decisions. */
  outcome: Optional<ReviewOutcome>;
  category: Optional<ReviewCategory>;
  closed_at: OptionalInstant;
  answer_read_at: OptionalInstant;
};

export type ReviewNoteTable = {
  sample_id: string;
  side: 'reviewer' | 'officer';
  report_id: string;
  officer_id: string;
  text: string;
  written_at: Instant;
};

export type ReviewLookTable = { sample_id: string; officer_id: string; kind: 'opened' | 'unblinded'; at: Instant };
