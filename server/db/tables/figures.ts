import type { Generated } from 'kysely';
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

/** Has at most one row: the first day that was counted, and until when everything is counted. */
export type FigureStateTable = { id: Generated<boolean>; first_day: string; complete_at: Instant };

export type DigestSentTable = { week: string; address: string; sent_at: Instant };
