import type { ColumnType } from 'kysely';

/** What searches find a report by, maintained by the trigger `keep_search`. */
export type ReportSearchTable = {
  report_id: ColumnType<string, never, never>;
  received_at: ColumnType<Date, never, never>;
  /** Words prefixed with the letter of their field, such as `n:soto`; see the function `search_terms`. */
  terms: ColumnType<string, never, never>;
  /** The reporter's names, folded, for finding similar spellings. */
  names: ColumnType<string, never, never>;
  /** Items' serial numbers, only letters and digits. */
  codes: ColumnType<string, never, never>;
};
