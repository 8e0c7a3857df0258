/** Which reports may describe the same incident, and what officers decided about them. */
export const LINKS = [
  `create table pair_decision (
    id uuid primary key,
    request_hash text not null,
    left_id uuid not null references report on delete cascade,
    right_id uuid not null references report on delete cascade,
    decision text not null,
    note text not null,
    officer_id uuid not null references officer,
    decided_at timestamptz not null,
    superseded_at timestamptz,
    changed_txid xid8 not null default pg_current_xact_id(),
    check (left_id < right_id)
  )`,
  `create unique index pair_decision_pair on pair_decision (left_id, right_id) where superseded_at is null`,
  `create index pair_decision_right on pair_decision (right_id)`,
  `create index pair_decision_changed on pair_decision (changed_txid, id) where superseded_at is null`,

  // Keys that reports of the same incident are likely to share, and the version of the rules that made them.
  `create table report_link (
    report_id uuid primary key references report on delete cascade,
    rules text not null
  )`,
  `create table link_key (
    key bigint not null,
    report_id uuid not null references report on delete cascade,
    primary key (key, report_id)
  )`,
  `create index link_key_report on link_key (report_id)`,

  // Models for finding duplicates that an administrator published; the newest one is in force. If there are none, the
  // built-in one is used.
  `create table link_model (
    version integer primary key,
    model jsonb not null,
    published_at timestamptz not null,
    published_by text
  )`,
  // The last fitted model, until an administrator publishes it.
  `create table link_fit (
    id uuid primary key,
    based_on integer not null,
    model jsonb not null,
    compared jsonb not null,
    fitted_at timestamptz not null,
    fitted_by text not null
  )`,
];
