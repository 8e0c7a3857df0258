import type { QueuePage, QueueRow } from '#shared/domain/queue.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import { BLOCK_ROWS, type Pages, type QueueQuestion, rowAt } from '../../../renderer/queue/page-cache.ts';
import type { QueueEvent } from '../../../renderer/queue/queue-events.ts';
import { step } from '../../../renderer/queue/queue-reducer.ts';
import { type QueueState, startQueue } from '../../../renderer/queue/queue-state.ts';
import { toAsk } from '../../../renderer/queue/queue-store.ts';

export const ROW_HEIGHT = 10;
/** Ten rows and the header. */
export const HEIGHT = 110;

/** Returns a row of the queue; only its ID matters. */
export const row = (id: string): QueueRow => ({
  id,
  trackingNumber: 'T26-000001-9',
  receivedAt: '2026-11-24T15:00:00.000Z',
  waitingSince: '2026-11-24T15:00:00.000Z',
  kind: 'larceny',
  offenseCode: null,
  location: '',
  person: '',
  state: 'submitted',
  unsent: false,
  hints: 0,
  flag: '',
  danger: 0,
  message: 0,
  draft: 0,
  duplicates: 0,
  strongest: null,
  value: 0,
  assignee: '',
  language: 'en',
  photos: 0,
  version: 1,
  claim: null,
});

/** A pending request, with the list as it was when the request was sent. */
type Asked = { generation: number; question: QueueQuestion } & ({ block: number } | { id: string });
/** Rows as they were on screen. */
type Screen = { at: number; pages: Pages; top: number };

/**
 * A desk at work: the reducer with a cache whose reports come and go, and whose responses and notifications arrive when
 * the test lets them. Reports are numbers: a search for "3" finds every third one.
 */
export class QueueWorld {
  state: QueueState;
  /** In order of arrival. */
  reports: string[];
  /** Reports outside every view, which a search lists after the others. */
  elsewhere: string[] = [];
  asked: Asked[] = [];
  screens: Screen[] = [];
  now = 0;
  #next: number;
  #rows = new Map<string, QueueRow>();

  constructor(count: number, openId: string | null = null) {
    this.reports = Array.from({ length: count }, (_, at) => String(at));
    this.#next = count;
    const question = { filter: EVERYTHING_OPEN, sort: { column: 'receivedAt', direction: 'asc' } as const };
    this.state = startQueue(question, openId);
    this.tell({ type: 'sized', height: HEIGHT, rowHeight: ROW_HEIGHT });
  }

  tell(event: QueueEvent): void {
    this.now += 1;
    const wasDrawn = this.state.drawnAt;
    const { state, blocks, ids } = toAsk(step(this.state, event));
    this.state = state;
    const { question, generation } = state.pages;
    for (const block of blocks) this.asked.push({ generation, question, block });
    for (const id of ids) this.asked.push({ generation, question, id });
    const last = this.screens.at(-1);
    if (wasDrawn === null && state.drawnAt !== null) {
      this.screens.push({ at: state.drawnAt, pages: state.pages, top: state.scroll.top });
    } else if (state.drawnAt !== null && last !== undefined) {
      // Far rows that were evicted are drawn as loading.
      Object.assign(last, { pages: state.pages, top: state.scroll.top });
    }
  }

  list(question: QueueQuestion): string[] {
    return [...this.#found(question, this.reports), ...this.#outside(question)];
  }

  #outside(question: QueueQuestion): string[] {
    return question.filter.text === '' ? [] : this.#found(question, this.elsewhere);
  }

  #found({ filter, sort }: QueueQuestion, reports: readonly string[]): string[] {
    const every = Number(filter.text === '' ? 1 : filter.text);
    const found = reports.filter((id) => Number(id) % every === 0);
    return sort.direction === 'asc' ? found : found.reverse();
  }

  /** A report arrives, as the newest one or as an older one among the others. */
  comes(at = this.reports.length): string {
    const id = String(this.#next);
    this.#next += 1;
    this.reports.splice(at, 0, id);
    return id;
  }

  /** A report's state changes. */
  becomes(id: string, state: QueueRow['state']): void {
    this.#rows.set(id, { ...row(id), state });
  }

  /** One pending request is answered or fails. */
  answer(nth = 0, fails = false): void {
    const [one] = this.asked.splice(nth, 1);
    if (one === undefined) return;
    const { generation, question } = one;
    const list = this.list(question);
    if ('id' in one) {
      const at = list.indexOf(one.id);
      this.tell({ type: 'place', id: one.id, generation, place: fails || at === -1 ? null : at });
    } else if (fails) {
      const error = { code: 'internal', detail: null, fields: [] } as never;
      this.tell({ type: 'failed', block: one.block, generation, error });
    } else {
      const rows = list.slice(one.block * BLOCK_ROWS, (one.block + 1) * BLOCK_ROWS).map((id) => this.#row(id));
      const elsewhere = this.#outside(question).length;
      const page: QueuePage = { rows, total: list.length, ...(elsewhere > 0 ? { elsewhere } : {}) };
      this.tell({ type: 'page', block: one.block, generation, page });
    }
  }

  #row(id: string): QueueRow {
    const known = this.#rows.get(id) ?? row(id);
    this.#rows.set(id, known);
    return known;
  }

  draw(): void {
    this.tell({ type: 'drawn', blocks: this.state.pages.blocks, at: this.now });
  }

  /** All pending responses arrive and are drawn. */
  settle(): void {
    this.draw();
    for (let round = 0; this.asked.length > 0; round += 1) {
      if (round > 200) throw new Error('It never stops asking.');
      this.answer();
      this.draw();
    }
  }

  news(): void {
    this.tell({ type: 'news' });
    this.settle();
  }

  key(by: Extract<QueueEvent, { type: 'move' }>['by']): void {
    this.tell({ type: 'move', by, at: this.now });
  }

  /**
   * Presses the row at this position on the screen, from 0. With `at`, the press is aimed at what the screen showed at
   * that time.
   */
  press(place: number, at = this.now): void {
    const { scroll, drawnAt, former } = this.state;
    const top = drawnAt === null && former !== null ? former.top : scroll.top;
    this.tell({ type: 'press', index: Math.floor(top / ROW_HEIGHT) + place, at });
  }

  /**
   * The report at this position on the screen at this time; undefined if there was none or it is not known. The reports
   * of the current list are known and, once it has replaced another list, those of the list before.
   */
  seen(place: number, at: number): string | undefined {
    const screen = this.screens.slice(this.state.drawnAt === null ? -1 : -2).findLast((one) => one.at <= at);
    return screen && rowAt(screen.pages, Math.floor(screen.top / ROW_HEIGHT) + place)?.id;
  }

  /** The report in the highlighted row; undefined if none is highlighted. */
  get underCursor(): string | undefined {
    const { cursor, pages } = this.state;
    const id = rowAt(pages, cursor.index)?.id;
    return cursor.apart || (cursor.id !== null && cursor.id !== id) ? undefined : id;
  }

  /** Position of the row under the cursor on the screen, in rows from the top edge. */
  get placeOfCursor(): number {
    return this.state.cursor.index - this.state.scroll.top / ROW_HEIGHT;
  }
}
