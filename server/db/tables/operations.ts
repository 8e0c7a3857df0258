import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

export type AuditTable = {
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

/** The last row up to which a check found the chain intact. Neither this row nor any earlier row may change anymore. */
export type AuditCheckpointTable = { seq: number; hash: string; checked_at: Instant };

/** Which reports a list showed to a person, with the time of the entry in the audit log. */
export type ListReadingTable = { id: string; actor: string; at: Instant; filter: unknown; shown: string[] };

/** The last row of the audit log that another system, such as the SIEM, has received. */
export type AuditReaderTable = { name: string; seq: number; at: Instant };

/** Has a single row. */
export type BackupStateTable = { id: Generated<boolean>; made_at: OptionalInstant; checked_at: OptionalInstant };

export type ClockTable = { id: Generated<boolean>; seen_at: OptionalInstant; allowed_until: OptionalInstant };

export type JobTable = {
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
