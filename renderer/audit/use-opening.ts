import { useRef, useState } from 'react';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';

/**
 * Records in the report's trail that a decision's note and letter were read, then shows the decision. Nothing is
 * recorded for a removed report. If another row is chosen meanwhile, only the new row is shown.
 */
export function useOpening(show: (row: DecisionRow | null) => void) {
  const [error, setError] = useState<AppError | null>(null);
  const wanted = useRef<string | null>(null);
  const open = (row: DecisionRow | null) => {
    wanted.current = row?.id ?? null;
    setError(null);
    if (row === null || row.removed) return show(row);
    ask('trail.note', { reportId: row.reportId, use: 'decision_read' }).then(
      () => {
        if (wanted.current === row.id) show(row);
      },
      (thrown: unknown) => {
        if (wanted.current === row.id) setError(toAppError(thrown));
      },
    );
  };
  return { open, error };
}
