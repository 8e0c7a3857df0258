import { useState } from 'react';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { FIND_FIELDS, type FindResult } from '#shared/find-api.ts';
import { ask, toAppError } from '../bridge.ts';
import { keptInMemory } from '../kept-in-memory.ts';
import { addDays, startOfDay, type Zone } from '../model/time.ts';
import type { Asked } from './find-form.tsx';

/** The pages found so far for one search. */
export type Found = FindResult & { asked: Asked };

/**
 * The last results, shown when the officer returns to this page. They are only in memory, and cleared when the window
 * locks.
 */
export const lastFound = keptInMemory<Found>();

/** The request body of a search; empty fields are left out. */
export function bodyOf({ reason, fields, from, to }: Asked, zone: Zone) {
  return {
    reason: reason.trim(),
    fields: Object.fromEntries(
      FIND_FIELDS.map((field) => [field, fields[field].trim()]).filter(([, value]) => value !== ''),
    ),
    ...(from === null ? {} : { from: startOfDay(from.toString(), zone) }),
    ...(to === null ? {} : { to: startOfDay(addDays(to.toString(), 1), zone) }),
  };
}

/**
 * Searches, and loads further pages. Earlier results stay while the server can't be reached, but not after a search
 * that was refused.
 * @param onFound called after each search that the server carried out.
 */
export function useSearch(zone: Zone, onFound: (asked: Asked) => void) {
  const [found, setStored] = useState<Found | null>(lastFound.get);
  const setFound = (next: Found | null) => {
    lastFound.put(next);
    setStored(next);
  };
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  const fail = (why: AppError) => {
    setError(why);
    if (why.fields.length > 0) setFound(null);
  };
  const run = async (work: () => Promise<Found>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const next = await work();
      setFound(next);
      onFound(next.asked);
    } catch (thrown) {
      fail(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };

  return {
    found,
    error,
    busy,
    clear: () => {
      setFound(null);
      setError(null);
    },
    search: (asked: Asked) => {
      if (asked.reason.trim() === '') {
        fail(new AppError('invalid_request', { fields: [plainFault('reason', 'required')] }));
        return;
      }
      void run(async () => ({ ...(await ask('find.reports', bodyOf(asked, zone))), asked }));
    },
    more: () => {
      const last = found?.rows.at(-1);
      if (found === null || last === undefined) return;
      const { asked, spelling, rows, count } = found;
      const after = { receivedAt: last.receivedAt, reportId: last.reportId };
      void run(async () => {
        const next = await ask('find.reports', { ...bodyOf(asked, zone), spelling, after });
        return { ...next, rows: [...rows, ...next.rows], count, asked };
      });
    },
  };
}
