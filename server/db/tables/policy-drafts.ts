import type { PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

export type PolicyDraftTable = {
  id: string;
  author_id: string;
  /** The draft's first author, if the current one took it over. */
  begun_by: Optional<string>;
  /** The version that was in force when the draft was started or last brought up to date. */
  based_on: number;
  /** JSON text, as typed: it may be half-finished, so only publishing turns it into a policy. */
  document: string;
  why: string;
  state: PolicyDraftRow['state'];
  revision: number;
  opened_at: Instant;
  saved_at: Instant;
  closed_at: OptionalInstant;
};

/** Versions from before this table have no row. */
export type PolicyPublicationTable = {
  version: number;
  /** An officer's id, or the program that published it. */
  published_by: string;
  author_id: Optional<string>;
  draft_id: Optional<string>;
  why: string;
};
