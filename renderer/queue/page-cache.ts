import type { QueuePage, QueueRequest, QueueRow } from '#shared/domain/queue.ts';
import type { AppError } from '#shared/errors.ts';

export const BLOCK_ROWS = 100;
/** Blocks kept on either side of the viewport; blocks beyond that are dropped. */
const KEEP_BLOCKS = 2;

type Block = { rows: readonly QueueRow[]; generation: number };
export type QueueQuestion = Pick<QueueRequest, 'filter' | 'sort'>;

/**
 * The part of the queue loaded in the window: blocks of 100 rows around the viewport.
 * Invariants: after a filter or sort change the old rows stay visible until the first new block arrives; after a change
 * in the data the rows also stay and are requested again; the response to an outdated request never replaces a newer one.
 */
export type Pages = {
  question: QueueQuestion;
  /** Incremented by every filter, sort and data change; a block of an older generation is shown but requested again. */
  generation: number;
  /** Generation at which the current query started; older blocks belong to another query. */
  since: number;
  /** True once rows of the current query have arrived, even if scrolling has dropped them again. */
  answered: boolean;
  /** Null until the first response. */
  total: number | null;
  /** True if more reports match than the `total` that are listed. */
  more: boolean;
  /** How many of `total`, the last ones, match a search but are outside the view. */
  elsewhere: number;
  blocks: ReadonlyMap<number, Block>;
  /** Maps each block to the generation in which it was requested. */
  pending: ReadonlyMap<number, number>;
  view: { first: number; last: number };
  /**
   * A row that must be loaded although it is not in view, because a key press moved the cursor to it and the officer then
   * scrolled away.
   */
  awaited: number | null;
  error: AppError | null;
};

export function startPages(question: QueueQuestion): Pages {
  return {
    question,
    generation: 0,
    since: 0,
    answered: false,
    total: null,
    more: false,
    elsewhere: 0,
    blocks: new Map(),
    pending: new Map(),
    view: { first: 0, last: 0 },
    awaited: null,
    error: null,
  };
}

export function askOther(pages: Pages, question: QueueQuestion): Pages {
  const generation = pages.generation + 1;
  return {
    ...pages,
    question,
    generation,
    since: generation,
    answered: false,
    pending: new Map(),
    view: { first: 0, last: 0 },
    awaited: null,
    error: null,
  };
}

/**
 * Called when the cache changed: blocks in view are requested again and the rest are dropped. If only rows of the
 * previous query are loaded, all of them stay until rows of the current query arrive.
 */
export function hearNews(pages: Pages): Pages {
  if (!answersQuestion(pages)) return { ...pages, generation: pages.generation + 1, error: null };
  const { first, last } = blockRange(pages);
  const blocks = new Map([...pages.blocks].filter(([at]) => at >= first && at <= last));
  return { ...pages, generation: pages.generation + 1, blocks, error: null };
}

export function look(pages: Pages, first: number, last: number, awaited: number | null = null): Pages {
  const isSame = first === pages.view.first && last === pages.view.last && awaited === pages.awaited;
  return isSame ? pages : { ...pages, view: { first, last }, awaited };
}

/** Numbers of the blocks to request now. A block has at most one request in flight. */
export function wanted(pages: Pages): number[] {
  if (pages.error !== null) return [];
  const { first, last } = blockRange(pages);
  const numbers = new Set(Array.from({ length: last - first + 1 }, (_, nth) => first + nth));
  if (pages.awaited !== null) numbers.add(Math.floor(pages.awaited / BLOCK_ROWS));
  return [...numbers].filter((at) => !pages.pending.has(at) && pages.blocks.get(at)?.generation !== pages.generation);
}

export function asked(pages: Pages, block: number): Pages {
  return { ...pages, pending: new Map(pages.pending).set(block, pages.generation) };
}

export function received(pages: Pages, block: number, generation: number, page: QueuePage): Pages {
  if (pages.pending.get(block) !== generation) return pages;
  const pending = new Map(pages.pending);
  pending.delete(block);
  const { first, last } = blockRange({ ...pages, total: page.total });
  const kept = [...pages.blocks].filter(
    ([at, one]) => one.generation >= pages.since && at >= first - KEEP_BLOCKS && at <= last + KEEP_BLOCKS,
  );
  const blocks = new Map(kept).set(block, { rows: page.rows, generation });
  const { total, more = false, elsewhere = 0 } = page;
  return { ...pages, answered: true, pending, blocks, total, more, elsewhere, error: null };
}

export function failed(pages: Pages, block: number, generation: number, error: AppError): Pages {
  if (pages.pending.get(block) !== generation) return pages;
  const pending = new Map(pages.pending);
  pending.delete(block);
  return { ...pages, pending, error };
}

/** How many of the listed reports are in the view. */
export const inView = ({ total, elsewhere }: Pages): number => (total ?? 0) - elsewhere;

/** Index of the first row outside the view; null if there is none. */
export const sectionOf = (pages: Pages): number | null => (pages.elsewhere > 0 ? inView(pages) : null);

export function rowAt(pages: Pages, index: number): QueueRow | undefined {
  if (index < 0 || (pages.total !== null && index >= pages.total)) return undefined;
  return pages.blocks.get(Math.floor(index / BLOCK_ROWS))?.rows[index % BLOCK_ROWS];
}

/** Index of a report among the loaded rows, or -1. */
export function indexOf(pages: Pages, id: string): number {
  for (const [at, block] of pages.blocks) {
    const within = block.rows.findIndex((row) => row.id === id);
    const index = at * BLOCK_ROWS + within;
    // If the list got shorter, ignore loaded rows past its new end.
    if (within !== -1 && (pages.total === null || index < pages.total)) return index;
  }
  return -1;
}

/** Whether the list belongs to the current query rather than the previous one. */
export const answersQuestion = (pages: Pages): boolean => pages.answered;

/** Whether the rows shown are for the current query and include the latest changes. */
export function isFresh(pages: Pages): boolean {
  return pages.total !== null && wanted(pages).length === 0 && pages.pending.size === 0;
}

function blockRange(pages: Pages): { first: number; last: number } {
  const end = pages.total === null ? 0 : Math.max(0, Math.ceil(pages.total / BLOCK_ROWS) - 1);
  const first = Math.min(Math.floor(pages.view.first / BLOCK_ROWS), end);
  return { first, last: Math.min(Math.floor(pages.view.last / BLOCK_ROWS), end) };
}
