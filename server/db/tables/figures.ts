import type { ColumnType, Generated } from 'kysely';
import type { Instant } from './columns.ts';

/** `day` and `week` are YYYY-MM-DD; select them as text, because the driver reads a date in the process's time zone. */
export type FigureDayTable = {
  series: string;
  day: string;
  kind: string;
  part: string;
  code: string;
  bucket: number;
  count: number;
};

/** What a report that waits for a second review adds to the daily sums. */
export type SampledFigureTable = {
  report_id: string;
  /** 0 if the report has changed since the days were counted. */
  report_version: number;
  sums: ColumnType<FigureDayTable[], string>;
};

/** Has at most one row: the first day that was counted, and the time until which everything is counted. */
export type FigureStateTable = { id: Generated<boolean>; first_day: string; complete_at: Instant };

export type DigestSentTable = { week: string; address: string; sent_at: Instant };
