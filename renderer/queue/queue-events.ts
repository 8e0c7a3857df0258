import type { QueueFilter, QueuePage, QueueSort } from '#shared/domain/queue.ts';
import type { ReportState } from '#shared/domain/report.ts';
import type { AppError } from '#shared/errors.ts';
import type { Pages } from './page-cache.ts';

export type Step = number | 'first' | 'last' | 'page_down' | 'page_up';

/** `at` is the time of the officer's input, in ms on the browser's event clock. Generations are those of `Pages`. */
export type QueueEvent =
  /** Key presses. */
  | { type: 'move'; by: Step; at: number }
  | { type: 'enter'; at: number }
  /**
   * Enter was pressed in the search box. It applies to the text typed, even if the matching rows have not arrived yet.
   */
  | { type: 'first_match' }
  | { type: 'mark'; at: number }
  | { type: 'close' }
  /**
   * Clicks on a row, with the index it had on screen; `choose` is a click with Ctrl/Cmd or (for a range) Shift. `id` is
   * the report that was under the pointer when it went down, if that was known.
   */
  | { type: 'press'; index: number; at: number; id?: string | undefined }
  | { type: 'choose'; index: number; range: boolean; at: number; id?: string | undefined }
  | { type: 'choose_none' }
  /** Changes that load another list. */
  | { type: 'filter'; filter: QueueFilter }
  | { type: 'sort'; sort: QueueSort }
  | { type: 'view'; filter: QueueFilter; sort: QueueSort }
  | { type: 'search'; text: string }
  /** A report is opened from elsewhere, or the list should scroll to the open report. */
  | { type: 'open'; id: string }
  | { type: 'show_open' }
  /** The report was decided and leaves the queue. `states` are those in which this officer may decide a report. */
  | { type: 'decided'; id: string; openNext: boolean; states: readonly ReportState[] }
  /** From the grid. */
  | { type: 'drawn'; blocks: Pages['blocks']; at: number }
  | { type: 'scrolled'; top: number }
  | { type: 'sized'; height: number; rowHeight: number; head?: number }
  | { type: 'show_top' }
  /** From the cache. */
  | { type: 'news' }
  | { type: 'page'; block: number; generation: number; page: QueuePage }
  | { type: 'failed'; block: number; generation: number; error: AppError }
  /** `place` is null if the report is not in the list or its position could not be determined. */
  | { type: 'place'; id: string; generation: number; place: number | null };
