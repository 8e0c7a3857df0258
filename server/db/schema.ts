import type { ColumnType, Generated, JSONColumnType, Selectable, Updateable } from 'kysely';
import type { Act, ActKind, Seen } from '#shared/domain/act.ts';
import type { Correction } from '#shared/domain/correction.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { LinkFit } from '#shared/domain/link-fit.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { LetterKind, Policy } from '#shared/domain/policy.ts';
import type { AttachmentMeta, Facts, Language, Report, ReportKind, ReportState } from '#shared/domain/report.ts';
import type { RmsPackage } from '#shared/domain/rms-package.ts';
import type { CourtesyRow } from '#shared/records-api.ts';

/**
 * The tables as kysely sees them. Writers must serialize `JSONColumnType` values themselves, because the driver would
 * turn a JavaScript array into a PostgreSQL array.
 */
export type Database = {
  agency: AgencyTable;
  officer: OfficerTable;
  sign_in_device: SignInDeviceTable;
  sign_in_source: SignInSourceTable;
  sign_in_name: SignInNameTable;
  session: SessionTable;
  session_token: SessionTokenTable;
  policy: PolicyTable;
  report: ReportTable;
  tracking_counter: CounterTable;
  case_counter: CounterTable;
  act: ActTable;
  letter: LetterTable;
  private_link: PrivateLinkTable;
  audit: AuditTable;
  case_number: CaseNumberTable;
  pair_decision: PairDecisionTable;
  dropped_decision: { id: string; officer_id: string; report_id: string; dropped_at: Instant };
  courtesy_contact: CourtesyContactTable;
  hint_feedback: HintFeedbackTable;
  removed_report: RemovedReportTable;
  rms_package: RmsPackageTable;
  draft: DraftTable;
  attachment: AttachmentTable;
  file_removal: { file_id: string; since: Instant };
  job: JobTable;
  report_link: { report_id: string; rules: string };
  link_key: { key: number; report_id: string };
  link_model: { version: number; model: JSONColumnType<object>; published_at: Instant; published_by: Optional<string> };
  link_fit: LinkFitTable;
  audit_checkpoint: AuditCheckpointTable;
};

type Instant = ColumnType<Date, Date | string, Date | string>;
type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Has a single row. A new `epoch` invalidates every cursor of the change feed. */
type AgencyTable = {
  id: Generated<boolean>;
  epoch: Generated<string>;
  /**
   * Which PostgreSQL cluster and timeline wrote `changed_txid`. If it differs from the current one, the database was
   * restored.
   */
  incarnation: Optional<string>;
  /** Key that seals the data which the portal's pages store in browser forms; the same in every process. */
  form_secret: Generated<Buffer>;
};

type OfficerTable = {
  id: string;
  /** Lowercase; unique. */
  name: string;
  display_name: string;
  role: Role;
  /** An argon2id hash in PHC format. */
  password_hash: string;
  created_at: Instant;
  disabled_at: OptionalInstant;
  disabled_why: Optional<'administrator' | 'idle'>;
  /** The last time an administrator enabled the account. Its idle time is counted from then, or from a later sign-in. */
  enabled_at: OptionalInstant;
  last_sign_in_at: OptionalInstant;
  /** Whether the officer must choose a new password at the next sign-in. */
  password_temporary: Generated<boolean>;
  /** The seed of the authenticator app, encrypted with the server's key; pending until the first correct code. */
  totp_seed: Optional<Buffer>;
  totp_pending: Optional<Buffer>;
  /** Time step (30 s since 1970) of the last accepted code: codes of this step or earlier are refused. */
  totp_last_step: Optional<number>;
};

/** A known workstation of an account; it received a token at an earlier sign-in. */
type SignInDeviceTable = {
  id: string;
  officer_id: string;
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  /** The name that the workstation most recently reported. */
  workstation: string;
  created_at: Instant;
  last_used_at: Instant;
};

/**
 * Failed sign-ins for one name from one source. `name_hash` is the hexadecimal SHA-256 of the name, which may not exist.
 * The content of a refusal depends only on `failed_at` and `shut_at`, which don't change when a source is released or a
 * sign-in succeeds.
 */
type SignInSourceTable = {
  name_hash: string;
  /** `device ID`, `address 192.0.2.7` or `address 2001:db8::/64`. */
  source: string;
  /** Null for a name that doesn't exist. */
  officer_id: Optional<string>;
  device_id: Optional<string>;
  /** The most recent failures within fifteen minutes, oldest first. */
  failed_at: Date[];
  /** The entries of `failed_at` since the last successful sign-in or release. */
  counted_at: Date[];
  /** Null after `forgetOldSources` has cleared the failures. */
  last_failed_at: OptionalInstant;
  /** When rejected sign-ins began to say that there were too many failed attempts. */
  shut_at: OptionalInstant;
  /** When this source was locked. No sign-in from it is accepted until an administrator releases it. */
  locked_at: OptionalInstant;
};

/** Failed sign-ins for one name from all sources. */
type SignInNameTable = {
  name_hash: string;
  /** The last 51 failures within an hour, oldest first. */
  failed_at: Date[];
  last_failed_at: Instant;
  /** When an unknown workstation last used the one try per minute that all unknown workstations share. */
  turn_at: OptionalInstant;
  /** When someone was last notified of too many failures. */
  told_at: OptionalInstant;
};

type SessionTable = {
  id: string;
  officer_id: string;
  /** The known workstation that the session was opened on; null if that workstation is no longer known. */
  device_id: Optional<string>;
  workstation: string;
  created_at: Instant;
  expires_at: Instant;
  /** When the officer last reauthenticated with password and code; null if never since signing in. */
  proven_at: OptionalInstant;
  /** Number of the session's newest pair of tokens. */
  generation: Generated<number>;
  refreshed_at: OptionalInstant;
  revoked_at: OptionalInstant;
  ended_why: Optional<'signed_out' | 'revoked' | 'reuse' | 'password_changed'>;
  /** Who revoked the session, such as an administrator's ID; null if no one did. Signing out doesn't set this. */
  revoked_by: Optional<string>;
  /** Start of the last hour for which the audit log records that this session read reports. */
  reads_audited_at: OptionalInstant;
};

type SessionTokenTable = {
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  session_id: string;
  kind: 'access' | 'refresh';
  generation: number;
  expires_at: Instant;
  /** When the token was first used. */
  used_at: OptionalInstant;
};

type PolicyTable = {
  version: number;
  doc: JSONColumnType<Policy>;
  published_at: Instant;
};

/**
 * The notice that the reporter accepted. `useNotice` is the notice shown on the public pages, set if the report was filed
 * there.
 */
export type AcceptedNotice = {
  version: string;
  language: Language;
  text: string;
  acceptedAt: string;
  useNotice?: string;
};

type ReportTable = {
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

export type LegalHold = { by: { id: string; displayName: string }; at: string; why: string };

/** `year` is the calendar year in the agency's time zone; `last` is the last serial number issued. */
type CounterTable = { year: number; last: number };

type ActTable = {
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
};

type LetterTable = {
  id: string;
  /** Null for a letter about a draft. */
  report_id: Optional<string>;
  draft_id: Optional<string>;
  kind: LetterKind;
  language: Language;
  /** Null if the reporter gave no address; the letter is then never sent by email. */
  to_address: Optional<string>;
  subject: string;
  /** Includes the case number, but only a placeholder for the private link. */
  text: string;
  html: string;
  /** The private link, encrypted and kept only until the letter is sent or printed; see `sealLink`. */
  private_link: Optional<string>;
  message_id: string;
  queued_at: Instant;
  /** When the mail server accepted the letter. From then on it is never sent again and only needs to be marked as sent. */
  handed_over_at: OptionalInstant;
  sent_at: OptionalInstant;
  attempts: Generated<number>;
  next_attempt_at: OptionalInstant;
  last_error: Optional<string>;
  failed_at: OptionalInstant;
  /** The address that could not be reached; `to_address` is then null, and the letter must be printed. */
  failed_address: Optional<string>;
  printed_at: OptionalInstant;
  printed_by: Optional<string>;
};

/**
 * An unfinished report, or a finished one whose address is not confirmed. Its contents can be decrypted only with its
 * link.
 */
type DraftTable = {
  /** The form's ID; the report made from it stores it as `submission_id`. */
  id: string;
  state: 'draft' | 'unconfirmed';
  /** SHA-256 of the 128 random bits in the link, hexadecimal. */
  token_hash: string;
  /** Encrypted with AES-256-GCM and a key derived from the token; see `saveDraft`. */
  sealed: Buffer;
  kept_at: Instant;
  expires_at: Instant;
};

export type LinkPurpose = 'reply' | 'status';

type PrivateLinkTable = {
  /** SHA-256 of the 128 random bits in the link, hexadecimal. */
  token_hash: string;
  report_id: string;
  act_id: Optional<string>;
  purpose: LinkPurpose;
  created_at: Instant;
  expires_at: Instant;
  used_at: OptionalInstant;
};

type AuditTable = {
  seq: ColumnType<number, number, never>;
  at: Instant;
  actor: string;
  action: string;
  target: Optional<string>;
  outcome: 'success' | 'failure';
  source: string;
  detail: JSONColumnType<Record<string, unknown>>;
  prev_hash: string;
  hash: string;
};

/** All case numbers ever issued. `voided_at` is set while the approval of the number's report is reversed. */
type CaseNumberTable = {
  number: string;
  year: number;
  serial: number;
  report_id: string;
  tracking_number: string;
  given_at: Instant;
  voided_at: OptionalInstant;
};

/** Decisions about pairs. For each pair, only the newest one has no `superseded_at`. */
type PairDecisionTable = {
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

type CourtesyContactTable = {
  report_id: string;
  officer_id: string;
  outcome: NonNullable<CourtesyRow['done']>['outcome'];
  note: string;
  done_at: Instant;
};

type HintFeedbackTable = {
  report_id: string;
  officer_id: string;
  code: string;
  wrong: boolean;
  said_at: Instant;
};

type RemovedReportTable = {
  report_id: string;
  tracking_number: string;
  kind: ReportKind;
  state: ReportState;
  received_at: Instant;
  removed_at: Instant;
  changed_txid: Generated<string>;
};

type RmsPackageTable = {
  id: string;
  report_id: string;
  kind: 'approved' | 'returned';
  case_number: string;
  payload: JSONColumnType<RmsPackage>;
  state: 'queued' | 'delivered' | 'refused' | 'canceled';
  queued_at: Instant;
  attempts: Generated<number>;
  next_attempt_at: OptionalInstant;
  /**
   * When the package was first sent; from then on, the records system may have it. Null if it was never sent or was
   * explicitly refused on its first attempt.
   */
  handed_out_at: OptionalInstant;
  delivered_at: OptionalInstant;
  refused_at: OptionalInstant;
  /** Why the package was refused, or why its last delivery failed. */
  reason: Optional<string>;
};

/** Has at most one row: the last fitted model. */
type LinkFitTable = {
  id: string;
  based_on: number;
  model: JSONColumnType<object>;
  compared: JSONColumnType<Pick<LinkFit, 'decisions' | 'same' | 'old' | 'next' | 'weights'>>;
  fitted_at: Instant;
  fitted_by: string;
};

/** The last row up to which a check found the chain intact; the rows up to it must not change anymore. */
type AuditCheckpointTable = { seq: number; hash: string; checked_at: Instant };

type JobTable = {
  name: string;
  next_run_at: Instant;
  /** Start of the current run or, if none is in progress, of the last one. */
  started_at: OptionalInstant;
  finished_at: OptionalInstant;
  outcome: Optional<'success' | 'failure'>;
  duration_ms: Optional<number>;
  /** The kind of error: a code or class, never its message, which may contain values from reports. */
  error: Optional<string>;
  /** Number of consecutive failures. */
  failures: Generated<number>;
  last_success_at: OptionalInstant;
};

type AttachmentTable = {
  id: string;
  /** Null until the form that the file was uploaded with is submitted. */
  report_id: Optional<string>;
  /** ID of the form that the file was uploaded with, until that form is submitted. */
  upload_id: Optional<string>;
  /** The file's name in the vault. Demo reports share files; real ones never do. */
  file_id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  view: OptionalJson<AttachmentMeta['view']>;
  received_at: Instant;
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
export type LetterRow = Selectable<LetterTable>;
export type PackageRow = Selectable<RmsPackageTable>;
export type ReportChange = Updateable<ReportTable>;
