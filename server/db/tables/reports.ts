import type { ColumnType, Generated, JSONColumnType, Selectable, Updateable } from 'kysely';
import type { Correction } from '#shared/domain/correction.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { AttachmentMeta, Facts, Language, Report, ReportKind, ReportState } from '#shared/domain/report.ts';
import type { HOLD_STEPS } from '#shared/holds-api.ts';
import type { Instant, Optional, OptionalInstant, OptionalJson } from './columns.ts';

/**
 * The notice about false statements that the reporter accepted. `useNotice` is the public pages' own use notice, set if
 * the report was filed there.
 */
export type AcceptedNotice = {
  version: string;
  language: Language;
  text: string;
  acceptedAt: string;
  useNotice?: string;
};

export type ReportTable = {
  id: string;
  tracking_number: string;
  kind: ReportKind;
  state: ReportState;
  version: Generated<number>;
  received_at: Instant;
  changed_at: Instant;
  /** The transaction that last wrote the row, as decimal text; the change feed is ordered by it. */
  changed_txid: Generated<string>;
  offense_code: Optional<string>;
  case_number: Optional<string>;
  facts: JSONColumnType<Facts>;
  history: JSONColumnType<HistoryEntry[]>;
  attachments: ColumnType<AttachmentMeta[], string | undefined, string>;
  notice: JSONColumnType<AcceptedNotice>;
  /** Chosen by the form, so that sending the form twice files only one report. */
  submission_id: Optional<string>;
  corrections: ColumnType<Correction[], string | undefined, string>;
  assigned_to: OptionalJson<Report['assignedTo']>;
  claim: OptionalJson<Report['claim']>;
  decided_by: Optional<string>;
  /** Tracking number of the primary, if this report was rejected as its duplicate. */
  duplicate_of: Optional<string>;
  /** SHA-256 of the private access code, hexadecimal. */
  access_hash: Optional<string>;
  /** A legal hold: the report is not removed while it is in place. */
  hold: OptionalJson<LegalHold>;
  /**
   * The report as JSON, as sent to all clients, maintained by a trigger. If it is null, `report_feed_text` builds the
   * JSON.
   */
  feed_text: ColumnType<string | null, never, never>;
};

type By = { id: string; displayName: string };
export type LegalHold = {
  by: By;
  at: string;
  why: string;
  /** The day until which the hold is expected to last, such as `2027-03-01`. The hold stays until someone lifts it. */
  until: string | null;
  /** Set while the hold is being lifted. `toldAt` is when the supervisors were told, and `told` is how. */
  lifting: {
    by: By;
    at: string;
    why: string;
    effectiveAt: string;
    toldAt: string | null;
    told?: 'mail' | 'screen';
  } | null;
};

export type HoldStep = {
  did: (typeof HOLD_STEPS)[number];
  at: string;
  by: By;
  /** Why the hold was placed, changed, or is to be lifted; null for a step that takes no reason. */
  why: string | null;
  until: string | null;
};

/** Every legal hold that was ever placed. `ended_at` is null while it is in place. */
export type HoldRecordTable = {
  id: Generated<string>;
  report_id: string;
  tracking_number: string;
  placed_at: Instant;
  ended_at: OptionalInstant;
  steps: JSONColumnType<HoldStep[]>;
};

export type RemovedReportTable = {
  report_id: string;
  tracking_number: string;
  kind: ReportKind;
  state: ReportState;
  received_at: Instant;
  removed_at: Instant;
  changed_txid: Generated<string>;
  case_number: Optional<string>;
  /** The retention period in days that applied, and the version of the policy that set it. */
  kept_days: Optional<number>;
  policy_version: Optional<number>;
};

/** All case numbers ever issued. `voided_at` is set while the approval of the number's report is reversed. */
export type CaseNumberTable = {
  number: string;
  year: number;
  serial: number;
  report_id: string;
  tracking_number: string;
  given_at: Instant;
  voided_at: OptionalInstant;
};

/** Every column that is read from a report. Omits the feed text, which is as long as all other columns combined. */
export type StoredReport = Omit<Selectable<ReportTable>, 'feed_text'>;

export type ReportRow = Pick<
  StoredReport,
  | 'id'
  | 'tracking_number'
  | 'kind'
  | 'state'
  | 'version'
  | 'received_at'
  | 'offense_code'
  | 'case_number'
  | 'claim'
  | 'duplicate_of'
  | 'access_hash'
  | 'hold'
> & {
  /** The report as JSON; see `toReport`. */
  text: string;
};
export type ReportChange = Updateable<ReportTable>;
