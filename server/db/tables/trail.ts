import type { JSONColumnType } from 'kysely';
import type { ActKind, Circumstances } from '#shared/domain/act.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import type { OpeningUses } from '#shared/domain/trail.ts';
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
