import type { JSONColumnType } from 'kysely';
import type { Act, ActKind, Circumstances, Seen } from '#shared/domain/act.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { CourtesyRow } from '#shared/records-api.ts';
import type { Instant, Optional, OptionalJson } from './columns.ts';

export type ActTable = {
  /** The idempotency key. */
  id: string;
  /** SHA-256 of report and request, hexadecimal. Reusing the key for a different request is refused. */
  request_hash: string;
  report_id: string;
  officer_id: string;
  kind: ActKind;
  /** The same event as in the report's history. */
  event: JSONColumnType<HistoryEvent>;
  note: string;
  act: JSONColumnType<Act>;
  seen: JSONColumnType<Seen>;
  decided_at: Instant;
  /** The report's version after the act. */
  report_version: number;
  case_number: Optional<string>;
  letter_id: Optional<string>;
  circumstances: OptionalJson<Circumstances>;
  /** See shared/domain/hints-followed.ts. */
  hints_followed: Optional<boolean>;
};

export type CourtesyContactTable = {
  report_id: string;
  officer_id: string;
  outcome: NonNullable<CourtesyRow['done']>['outcome'];
  note: string;
  done_at: Instant;
};

export type HintFeedbackTable = {
  report_id: string;
  officer_id: string;
  code: string;
  wrong: boolean;
  said_at: Instant;
};

export type DroppedDecisionTable = { id: string; officer_id: string; report_id: string; dropped_at: Instant };
