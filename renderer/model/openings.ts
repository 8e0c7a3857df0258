import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';

export type Opened = {
  /** The report whose opening is stored, which may be shown; while another one is being opened, the previous report. */
  id: string | null;
  /** Why the opening could not be stored. The report must not be shown then. */
  error: AppError | null;
};

export type Openings = ReturnType<typeof createOpenings>;

const NOTHING: Opened = { id: null, error: null };

/**
 * Stores that the officer opens a report, before it is shown. A report that stays open is not opened again.
 * @param note stores the opening on this workstation.
 */
export function createOpenings(note: (reportId: string) => Promise<unknown>) {
  let opened = NOTHING;
  let wanted: string | null = null;
  const hearers = new Set<() => void>();

  function become(next: Opened): void {
    opened = next;
    for (const hear of hearers) hear();
  }

  function store(id: string): void {
    const settle = (error: AppError | null) => {
      if (wanted === id) become({ id, error });
    };
    note(id).then(
      () => settle(null),
      (thrown: unknown) => settle(toAppError(thrown)),
    );
  }

  return {
    drawn: () => opened,
    open: (id: string) => {
      if (wanted === id) return;
      wanted = id;
      store(id);
    },
    /** Nothing is open: the same report is opened again the next time. */
    close: () => {
      if (wanted === null) return;
      wanted = null;
      become(NOTHING);
    },
    retry: () => {
      if (wanted !== null) store(wanted);
    },
    subscribe: (hear: () => void) => {
      hearers.add(hear);
      return () => {
        hearers.delete(hear);
      };
    },
  };
}
