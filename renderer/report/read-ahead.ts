import { useEffect, useState } from 'react';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { ask, onNews } from '../bridge.ts';

export type ReadAhead = ReturnType<typeof createReadAhead>;

/**
 * How long to wait, in ms, for changes to settle before reading again, because one sync pull brings many changes at
 * once.
 */
const REST_MS = 250;

/**
 * Keeps up-to-date copies of the reports an officer is likely to open next. Invariants: one is read at a time, in order
 * of priority; reports no longer wanted are dropped; a copy read before the latest change is never returned.
 * @param read returns null if the report does not exist or may not be prefetched.
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
    /** Returns the current version of a report if it has been prefetched. */
    of: (id: string): ReportView | undefined => kept.get(id) ?? undefined,
    /** Reports to render off screen, so that opening one only needs layout. They may be outdated. */
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
    /** Call when the cache changes; copies read before are no longer returned. */
    forget: (): void => {
      news += 1;
      kept = new Map();
      clearTimeout(timer);
      timer = setTimeout(() => void go(), REST_MS);
    },
  };
}

/**
 * Prefetches the reports around the cursor after a cursor move has been painted, so that opening one is instant. They
 * come only from this workstation's cache: colleagues do not see a report as open, and the server does not log a read.
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
