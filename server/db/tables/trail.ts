import type { JSONColumnType } from 'kysely';
import type { ActKind, Circumstances } from '#shared/domain/act.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import type { Opening, OpeningUses } from '#shared/domain/trail.ts';
import type { Instant, Optional, OptionalJson } from './columns.ts';

/** Written by a trigger with each act. Outlives the act and its report. */
export type DecisionTable = {
  id: string;
  officer_id: string;
  report_id: string;
  tracking_number: string;
  report_kind: ReportKind;
  language: Language;
  received_at: Instant;
  decided_at: Instant;
  kind: ActKind;
  /** The act's event without what an officer typed. */
  event: JSONColumnType<HistoryEvent>;
  reason_code: Optional<string>;
  duplicate_of: Optional<string>;
  case_number: Optional<string>;
  circumstances: OptionalJson<Circumstances>;
  offline: boolean;
  hints_followed: Optional<boolean>;
};

/** What one workstation, or the server, knows about an opening. */
export type OpeningPart = Pick<Opening, 'firstAt' | 'lastAt' | 'seconds' | 'uses' | 'offline'>;
export type OpeningParts = Record<string, OpeningPart>;

export type OpeningTable = {
  id: string;
  officer_id: string;
  report_id: string;
  tracking_number: string;
  first_at: Instant;
  last_at: Instant;
  seconds: number;
  uses: JSONColumnType<OpeningUses>;
  offline: boolean;
  /** Number of the ten-minute slot since the epoch; null in rows from before it was stored. */
  slot: Optional<number>;
  parts: OptionalJson<OpeningParts>;
};

export type UndoneActTable = {
  id: string;
  officer_id: string;
  report_id: string;
  tracking_number: string;
  kind: ActKind;
  pressed_at: Instant;
  undone_at: Instant;
};
