import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { DangerSign } from '#shared/screening/danger-words.ts';
import type { Instant, Optional } from './columns.ts';

export type DangerTable = {
  report_id: string;
  signs: JSONColumnType<DangerSign[]>;
  found_at: Instant;
  /** When the agency's addresses were told last, and how often. */
  told_at: Optional<Date>;
  told: Generated<number>;
  /** The addresses that were told since, or that refuse mail for good, while others still have to be told. */
  reached: ColumnType<string[], string | undefined, string>;
  /** When somebody had opened the report, or nobody needed to anymore. */
  done_at: Optional<Date>;
};
