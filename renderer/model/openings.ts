import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';

export type Opened = {
  /**
   * The report whose opening is stored, so it may be shown. While the opening of another report is being stored, this
   * is still the previous report.
   */
  id: string | null;
  /** Why the opening could not be stored. If this is set, the report must not be shown. */
  error: AppError | null;
};

export type Openings = ReturnType<typeof createOpenings>;

const NOTHING: Opened = { id: null, error: null };

/**
 * Stores each opening of a report by the officer before the report is shown. A report that stays open is not stored
 * again.
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
    /** Nothing is open now, so opening the same report again counts as a new opening. */
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
