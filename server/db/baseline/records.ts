/** Packages for the records system. */
export const RECORDS = [
  // `handed_out_at`: when the package was first sent. From then on, the records system may have it.
  `create table rms_package (
    id uuid primary key,
    report_id uuid not null references report on delete cascade,
    kind text not null check (kind in ('approved', 'returned')),
    case_number text not null,
    payload jsonb not null,
    state text not null check (state in ('queued', 'delivered', 'refused', 'canceled')),
    queued_at timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    refused_at timestamptz,
    reason text,
    handed_out_at timestamptz
  )`,
  `create index rms_package_due on rms_package (next_attempt_at) where next_attempt_at is not null`,
  `create index rms_package_state on rms_package (state, queued_at)`,
  `create index rms_package_report on rms_package (report_id)`,
];
