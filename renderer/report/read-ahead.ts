import { useEffect, useState } from 'react';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { ask, onNews } from '../bridge.ts';

export type ReadAhead = ReturnType<typeof createReadAhead>;

/** After news, what is wanted is read again once they rest: a pull brings many at a time. */
const REST_MS = 250;

/**
 * Keeps the reports that an officer is likely to open next, as they are now. Invariants: one is read at a time, the first
 * wanted first; what is not wanted any more is dropped; what was read before the last news is never given.
 *
 * @param read answers null for what is not there, or may not be read ahead.
 */
export function createReadAhead(read: (id: string) => Promise<ReportView | null>) {
  let kept = new Map<string, ReportView | null>();
  let wanted: readonly string[] = [];
  let news = 0;
  let reading = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let drawn: ReadonlyMap<string, ReportView> = new Map();
  const hearers = new Set<() => void>();

  function draw(next: ReadonlyMap<string, ReportView>): void {
    drawn = next;
    for (const hear of hearers) hear();
  }

  async function go(): Promise<void> {
    if (reading) return;
    reading = true;
    for (let id = next(); id !== undefined; id = next()) {
      const asOf = news;
      const view = await read(id).catch(() => null);
      if (asOf !== news) break;
      if (!wanted.includes(id)) continue;
      kept.set(id, view);
      if (view !== null) draw(new Map(drawn).set(id, view));
    }
    reading = false;
  }
  const next = () => wanted.find((id) => !kept.has(id));

  return {
    /** A report as it is now, where it was read ahead. */
    of: (id: string): ReportView | undefined => kept.get(id) ?? undefined,
    /** What may be drawn out of sight, so that nothing but its layout is left to do when it is opened; it may be outdated. */
    drawn: () => drawn,
    subscribe: (hear: () => void) => {
      hearers.add(hear);
      return () => {
        hearers.delete(hear);
      };
    },
    want: (ids: readonly string[]): void => {
      wanted = ids;
      kept = new Map([...kept].filter(([id]) => ids.includes(id)));
      if ([...drawn.keys()].some((id) => !ids.includes(id)))
        draw(new Map([...drawn].filter(([id]) => ids.includes(id))));
      void go();
    },
    /** Something changed in the cache. */
    forget: (): void => {
      news += 1;
      kept = new Map();
      clearTimeout(timer);
      timer = setTimeout(() => void go(), REST_MS);
    },
  };
}

/**
 * Reads the reports around the cursor once its move is on the screen, so that opening one of them need not wait. They come
 * from this workstation's cache alone: nobody is told that a report is open, and the server notes no reading.
 */
export function useReadAhead(ids: readonly string[]): ReadAhead {
  const [ahead] = useState(() => createReadAhead((id) => ask('report.ahead', { id })));
  const key = ids.join(' ');
  useEffect(() => {
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => ahead.want(key === '' ? [] : key.split(' ')));
    });
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
    };
  }, [ahead, key]);
  useEffect(() => onNews(['reports', 'outbox', 'policy'], ahead.forget), [ahead]);
  return ahead;
}
