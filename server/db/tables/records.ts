import type { ColumnType, Generated, JSONColumnType, RawBuilder, Selectable } from 'kysely';
import type { RmsPackage } from '#shared/domain/rms-package.ts';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

export type RmsPackageTable = {
  id: string;
  report_id: string;
  /** What the package tells the records system: the report is approved, or no longer is; `payload.kind` says more. */
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
  /** The records system's own number for the report, if it answered with one. */
  rms_number: Optional<string>;
  /** Ids of the files that went with this package. */
  files_sent: ColumnType<string[], string | undefined, string | RawBuilder<unknown>>;
};

export type PackageRow = Selectable<RmsPackageTable>;
