import type { ColumnType } from 'kysely';

/** What a report is found by, maintained by the trigger `keep_search`. */
export type ReportSearchTable = {
  report_id: ColumnType<string, never, never>;
  received_at: ColumnType<Date, never, never>;
  /** Words behind the letter of their field, such as `n:soto`; see the function `search_terms`. */
  terms: ColumnType<string, never, never>;
  /** The reporter's names, folded, for similar spellings. */
  names: ColumnType<string, never, never>;
  /** Serial numbers without signs. */
  codes: ColumnType<string, never, never>;
};
