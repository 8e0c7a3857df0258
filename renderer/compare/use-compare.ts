import { useState } from 'react';
import { leading } from '#shared/domain/repeat.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { useLive } from '../use-live.ts';

/** Which candidate stands beside the open report; it ends when another report is opened or the candidate is none any more. */
export function useCompare(view: ReportView | undefined) {
  const [chosen, setChosen] = useState<{ reportId: string; otherId: string } | null>(null);
  const mine = view !== undefined && chosen?.reportId === view.report.id ? chosen : null;
  const repeats = view?.repeats ?? [];
  const at = mine === null ? -1 : repeats.findIndex(({ reportId }) => reportId === mine.otherId);
  const repeat = repeats[at];
  const other = useLive('report.get', repeat === undefined ? null : { id: repeat.reportId }, ['reports', 'outbox']);
  return {
    /** Undefined where nothing is compared. */
    shown: view === undefined || repeat === undefined ? undefined : { view, repeat, at, other },
    /** Whether there is a candidate. */
    mayOpen: repeats.length > 0,
    /** Opens the comparison with this candidate, or with the one to look at first; false where there is none. */
    open: (otherId?: string): boolean => {
      const first = otherId ?? leading(repeats)?.reportId;
      if (view === undefined || first === undefined) return false;
      setChosen({ reportId: view.report.id, otherId: first });
      return true;
    },
    /** The comparison of two reports; it shows as soon as the first of them is the open one. */
    openBoth: (reportId: string, otherId: string) => setChosen({ reportId, otherId }),
    move: (by: 1 | -1) => {
      const next = repeats[at + by];
      if (view !== undefined && next !== undefined) setChosen({ reportId: view.report.id, otherId: next.reportId });
    },
    close: () => setChosen(null),
  };
}
