import { useCallback, useEffect, useState } from 'react';
import type { QueueFilter, QueueRow, QueueSort } from '#shared/domain/queue.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import { ask } from '../bridge.ts';
import { answersQuestion, indexOf, isFresh, rowAt } from './page-cache.ts';
import { useChosen } from './use-chosen.ts';
import { useQueue } from './use-queue.ts';

/** The row under the cursor; its id is null until the row is there. */
export type Cursor = { index: number; id: string | null };

const OLDEST_FIRST: QueueSort = { column: 'receivedAt', direction: 'asc' };
const NEWEST_FIRST: QueueSort = { column: 'receivedAt', direction: 'desc' };
const PAGE = 15;

export type Step = number | 'first' | 'last' | 'page_down' | 'page_up';

/** The queue as an officer works through it: what is asked for, where the cursor stands, which report is open. */
export function useTriage(openAtFirst: string | null) {
  /** The order to which the end of a search goes back; null while none is under way or another order was chosen. */
  const [sortBefore, setSortBefore] = useState<QueueSort | null>(null);
  const [cursor, setCursor] = useState<Cursor>({ index: 0, id: null });
  const [openId, setOpenId] = useState(openAtFirst);
  /** Whether the cursor, once its row is there, opens it. */
  const [following, setFollowing] = useState(false);
  /** A report opened from elsewhere: the cursor goes to its row as soon as that is among the rows held. */
  const [sought, setSought] = useState(openAtFirst);
  const { pages, askFor, view, refresh } = useQueue({ filter: EVERYTHING_OPEN, sort: OLDEST_FIRST });
  const { filter, sort } = pages.question;
  const { chosen, choose, chooseNone } = useChosen(pages, cursor.index);

  // State that follows from other state is set while rendering, so that no frame shows the two apart.
  const soughtAt = sought === null ? -1 : indexOf(pages, sought);
  const here = rowAt(pages, cursor.index);
  if (soughtAt !== -1) {
    setSought(null);
    setCursor({ index: soughtAt, id: sought });
  } else if (answersQuestion(pages) && here !== undefined) {
    if (cursor.id === null) {
      setCursor({ index: cursor.index, id: here.id });
      if (following) setOpenId(here.id);
      setFollowing(false);
    }
  } else if (answersQuestion(pages) && pages.total !== null && pages.total > 0 && cursor.index >= pages.total) {
    setCursor({ index: pages.total - 1, id: null });
  }

  // Its report is none of the rows held any more: it moved far, because many came at once, or it left the queue.
  const isLost =
    cursor.id !== null &&
    here !== undefined &&
    isFresh(pages) &&
    indexOf(pages, cursor.id) === -1 &&
    answersQuestion(pages);
  const lost = isLost ? cursor.id : null;
  useEffect(() => {
    if (lost === null) return;
    let overtaken = false;
    const found = (at: number | null) => {
      if (overtaken) return;
      setCursor((now) => {
        if (now.id !== lost) return now;
        return at === null ? { index: now.index, id: rowAt(pages, now.index)?.id ?? null } : { index: at, id: lost };
      });
    };
    ask('queue.place', { filter, sort, id: lost }).then(
      ({ at }) => found(at),
      () => found(null),
    );
    return () => {
      overtaken = true;
    };
  }, [lost, pages, filter, sort]);

  const total = pages.total ?? 0;
  const { index } = cursor;
  /** What is likely to be opened next: the row under the cursor, the one after it and the one before. */
  const near = [index, index + 1, index - 1].flatMap((at) => {
    const row = answersQuestion(pages) ? rowAt(pages, at) : undefined;
    return row === undefined || row.id === openId ? [] : [row.id];
  });
  const goTo = useCallback(
    (index: number, open: boolean) => {
      const row = rowAt(pages, index);
      setCursor({ index, id: row?.id ?? null });
      setSought(null);
      if (open && row !== undefined) setOpenId(row.id);
      setFollowing(open && row === undefined);
    },
    [pages],
  );

  const move = (by: Step) => {
    const last = Math.max(0, total - 1);
    const steps = { first: -total, last: total, page_down: PAGE, page_up: -PAGE } as const;
    const wish = cursor.index + (typeof by === 'number' ? by : steps[by]);
    goTo(Math.min(last, Math.max(0, wish)), openId !== null);
  };

  /** After a decision: the cursor and, when wished, the pane go on to the report that takes this one's place. */
  const goOn = (decidedId: string, openNext: boolean) => {
    const at = indexOf(pages, decidedId);
    // Where the row has left already, the cursor stands on the one that took its place.
    const next: QueueRow | undefined =
      at === -1 ? rowAt(pages, cursor.index) : (rowAt(pages, at + 1) ?? rowAt(pages, at - 1));
    if (at !== -1) setCursor({ index: rowAt(pages, at + 1) ? at : Math.max(0, at - 1), id: next?.id ?? null });
    setOpenId(openNext ? (next?.id ?? null) : null);
  };

  const restart = () => {
    chooseNone();
    setCursor({ index: 0, id: null });
    setSought(null);
    setFollowing(false);
  };
  return {
    pages,
    view,
    refresh,
    filter,
    setFilter: (next: QueueFilter) => {
      askFor({ filter: next });
      restart();
    },
    /** A view: its filter and its order. */
    show: (view: { filter: QueueFilter; sort: QueueSort }) => {
      setSortBefore(null);
      askFor({ filter: view.filter, sort: view.sort });
      restart();
    },
    /** A search lists the newest first, and its end brings the former order back. */
    search: (text: string) => {
      const begins = filter.text === '' && text !== '';
      const ends = text === '' && sortBefore !== null;
      if (begins) setSortBefore(sort);
      if (ends) setSortBefore(null);
      askFor({ filter: { ...filter, text }, sort: begins ? NEWEST_FIRST : ends ? sortBefore : sort });
      restart();
      // What is open then is in its row again: the cursor must not stand on another one than the keys decide about.
      if (text === '') setSought(openId);
    },
    sort,
    setSort: (next: QueueSort) => {
      setSortBefore(null);
      askFor({ sort: next });
      restart();
    },
    cursor,
    near,
    /** The rows moved under the cursor's report: it stays on the report. */
    shift: useCallback((index: number) => setCursor((now) => ({ ...now, index })), []),
    goTo,
    /** A row was pressed. */
    openRow: useCallback((index: number) => goTo(index, true), [goTo]),
    move,
    chosen,
    choose,
    chooseNone,
    openId,
    open: (id: string) => {
      setOpenId(id);
      setSought(id);
      setFollowing(false);
    },
    close: () => {
      setOpenId(null);
      setSought(null);
      setFollowing(false);
    },
    goOn,
  };
}

export type Triage = ReturnType<typeof useTriage>;
