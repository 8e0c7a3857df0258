import type { Database } from '../db/schema.ts';

type Table = keyof Database;
type Spec = {
  /** A unique key, by which the rows are read in order. */
  key: readonly string[];
  /** Columns that aren't part of any record: secrets and internal state. */
  omit?: readonly string[];
};

/** The exported tables, each as a JSON Lines file with the original column names. */
export const EXPORTED: Readonly<Partial<Record<Table, Spec>>> = {
  report: { key: ['id'], omit: ['access_hash', 'feed_text', 'changed_txid', 'submission_id'] },
  attachment: { key: ['id'], omit: ['upload_id'] },
  act: { key: ['id'], omit: ['request_hash'] },
  decision: { key: ['id'] },
  letter: { key: ['id'], omit: ['private_link'] },
  case_number: { key: ['number'] },
  number_gap: { key: ['counter', 'year', 'first'] },
  removed_report: { key: ['report_id'], omit: ['changed_txid'] },
  hold_record: { key: ['id'] },
  courtesy_contact: { key: ['report_id'] },
  pair_decision: { key: ['id'], omit: ['request_hash', 'changed_txid'] },
  hint_feedback: { key: ['report_id', 'officer_id', 'code'] },
  danger: { key: ['report_id'] },
  rms_package: { key: ['id'] },
  opening: { key: ['id'] },
  undone_act: { key: ['id'] },
  dropped_decision: { key: ['id', 'officer_id', 'report_id'] },
  review_draw: { key: ['week'] },
  review_sample: { key: ['id'] },
  review: { key: ['sample_id'] },
  review_note: { key: ['sample_id', 'side'] },
  review_look: { key: ['sample_id', 'officer_id', 'kind'] },
  policy: { key: ['version'] },
  policy_publication: { key: ['version'] },
  officer: { key: ['id'], omit: ['password_hash', 'totp_seed', 'totp_pending', 'totp_last_step'] },
  officer_identity: { key: ['officer_id'] },
  account_confirmation: { key: ['id'] },
  service_account: { key: ['id'] },
  figure_day: { key: ['series', 'day', 'kind', 'part', 'code', 'bucket'] },
};

/** Tables that are not exported, with the reason for each. The audit log has its own file, which anyone can verify. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  audit: 'audit.jsonl',
  audit_checkpoint: 'can be computed from the audit log',
  audit_reader: "this program's own state",
  list_reading: 'the audit log has it',
  agency: "this program's own state",
  tracking_counter: 'the highest number given is that of the last report',
  case_counter: 'the highest number given is in case_number',
  key_check: 'secrets',
  session: 'ends with this program; the audit log has who signed in',
  session_token: 'secrets',
  sign_in_device: 'secrets',
  sign_in_source: 'counts failed sign-ins',
  sign_in_name: 'counts failed sign-ins',
  browser_request: 'secrets of a sign-in in progress',
  provider_sign_out: 'secrets',
  recovery_code: 'secrets',
  service_token: 'secrets',
  private_link: 'secrets',
  counted_mail: 'counts the mails of an hour',
  draft: 'not sent yet, and encrypted with a key that only its author has',
  used_form: "this program's own state",
  partial_upload: 'not sent yet',
  partial_piece: 'not sent yet',
  file_removal: "this program's own state",
  job: "this program's own state",
  clock: "this program's own state",
  backup_state: "this program's own state",
  report_link: 'computed from the reports',
  link_key: 'computed from the reports',
  link_model: 'weights of this program',
  link_fit: 'weights of this program',
  report_search: 'computed from the reports',
  figure_state: "this program's own state",
  figure_month: 'sums of figure_day',
  figure_month_done: "this program's own state",
  sampled_figure: 'counted in figure_day',
  digest_sent: "this program's own state",
  release: 'releases of this program',
  workstation: 'computers with this program',
  workstation_account: 'computers with this program',
  policy_draft: 'not in force',
};

/** The columns of `reports.csv`, for a spreadsheet. */
export const REPORT_COLUMNS = [
  'tracking_number',
  'kind',
  'state',
  'received_at',
  'changed_at',
  'offense_code',
  'case_number',
  'id',
] as const;
