import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { DangerSign } from '#shared/screening/danger-words.ts';
import type { Instant, Optional } from './columns.ts';

export type DangerTable = {
  report_id: string;
  signs: JSONColumnType<DangerSign[]>;
  found_at: Instant;
  /** When the agency's addresses were last notified, and how often. */
  told_at: Optional<Date>;
  told: Generated<number>;
  /**
   * Addresses that need no further attempt until the next reminder, because they were notified or permanently reject
   * mail. Empty if that is all of them; otherwise, the others still have to be notified.
   */
  reached: ColumnType<string[], string | undefined, string>;
  /** When the server noticed that somebody had opened the report or acted on it. */
  done_at: Optional<Date>;
};
