import { useState } from 'react';
import { leading } from '#shared/domain/duplicate.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { ask } from '../bridge.ts';
import { useOpening } from '../hooks/use-opening.ts';
import { createOpenings } from '../model/openings.ts';
import { useLive } from '../use-live.ts';
import { keptOf, swapped } from './keep.ts';

/** The two reports being compared. `isSwapped` is true if the officer keeps the report that was not proposed. */
type Chosen = { reportId: string; otherId: string; isSwapped?: boolean };

/**
 * Tracks which candidate is compared with the open report, and which of the two is kept. The comparison ends when another
 * report is opened or when the candidate is no longer in the list of duplicates.
 */
export function useCompare(view: ReportView | undefined, role: Role) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const mine = view !== undefined && chosen?.reportId === view.report.id ? chosen : null;
  const duplicates = view?.duplicates ?? [];
  const at = mine === null ? -1 : duplicates.findIndex(({ reportId }) => reportId === mine.otherId);
  const duplicate = duplicates[at];
  const otherId = duplicate?.reportId ?? null;
  const [openings] = useState(() => createOpenings((reportId) => ask('trail.note', { reportId, use: 'compared' })));
  const opening = useOpening(openings, otherId);
  const live = useLive('report.get', opening.id === null ? null : { id: opening.id }, ['reports', 'outbox']);
  const other = {
    ...live,
    fresh: live.fresh && opening.id === otherId && opening.error === null,
    error: opening.error ?? live.error,
    refresh: opening.error === null ? live.refresh : openings.retry,
  };
  const right = other.fresh ? other.value : undefined;
  const proposed = view === undefined || right === undefined ? null : keptOf(view, right, role, duplicate);
  const kept = proposed !== null && mine?.isSwapped === true ? swapped(proposed) : proposed;
  return {
    /** Undefined if nothing is being compared. */
    shown: view === undefined || duplicate === undefined ? undefined : { view, duplicate, at, other, kept },
    /** Whether there is a candidate to compare with. */
    mayOpen: duplicates.length > 0,
    /** Opens the comparison with this candidate, or with the top candidate by default; false if there are no candidates. */
    open: (otherId?: string): boolean => {
      const first = otherId ?? leading(duplicates)?.reportId;
      if (view === undefined || first === undefined) return false;
      setChosen({ reportId: view.report.id, otherId: first });
      return true;
    },
    /** Compares two reports; the comparison appears once the first one is open. */
    openBoth: (reportId: string, otherId: string) => setChosen({ reportId, otherId }),
    /** Swaps the two sides, because acts apply to the left report. The same report is still kept. */
    turn: () => {
      if (mine !== null) setChosen({ ...mine, reportId: mine.otherId, otherId: mine.reportId });
    },
    /** Makes the other report the primary. */
    swap: () => {
      if (mine !== null) setChosen({ ...mine, isSwapped: mine.isSwapped !== true });
    },
    move: (by: 1 | -1) => {
      const next = duplicates[at + by];
      if (view !== undefined && next !== undefined) setChosen({ reportId: view.report.id, otherId: next.reportId });
    },
    close: () => setChosen(null),
  };
}
