import type { Generated, JSONColumnType } from 'kysely';
import type { LinkFit } from '#shared/domain/link-fit.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

/** Decisions about pairs. For each pair, only the newest one has no `superseded_at`. */
export type PairDecisionTable = {
  id: string;
  request_hash: string;
  left_id: string;
  right_id: string;
  decision: PairDecision['decision'];
  note: string;
  officer_id: string;
  decided_at: Instant;
  superseded_at: OptionalInstant;
  changed_txid: Generated<string>;
};

/** Has at most one row: the last fitted model. */
export type LinkFitTable = {
  id: string;
  based_on: number;
  model: JSONColumnType<object>;
  compared: JSONColumnType<Pick<LinkFit, 'decisions' | 'same' | 'old' | 'next' | 'weights'>>;
  fitted_at: Instant;
  fitted_by: string;
};

export type ReportLinkTable = { report_id: string; rules: string };

export type LinkKeyTable = { key: number; report_id: string };

export type LinkModelTable = {
  version: number;
  model: JSONColumnType<object>;
  published_at: Instant;
  published_by: Optional<string>;
};
