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
   * The addresses that need no further attempt, because they were notified since then or permanently reject mail.
   * Others still have to be notified.
   */
  reached: ColumnType<string[], string | undefined, string>;
  /** When it was noticed that somebody had opened the report, or that nobody needed to anymore. */
  done_at: Optional<Date>;
};
