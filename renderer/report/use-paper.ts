import { useCallback } from 'react';
import { ask } from '../bridge.ts';
import { useMayPrint, useOnPrint, usePaperMarks } from '../hooks/use-printing.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/** For a report on paper: whose sheets these are and who printed them when, and an entry in the report's trail. */
export function usePaper(
  { id, trackingNumber }: { id: string; trackingNumber: string },
  { agency, printedBy }: { agency: string; printedBy: string },
): void {
  const desk = useDesk();
  usePaperMarks({
    agency,
    number: trackingNumber,
    printed: t('report.printedByNameAt', {
      name: printedBy,
      at: dayAndTime(new Date(desk.now).toISOString(), null, desk.zone),
    }),
  });
  // The system's dialog cannot be held back; if this is not stored, the opening before it still is.
  const mayPrint = useMayPrint();
  const printed = useCallback(() => {
    // Where IT turned it off, nothing is on paper; a PDF, which is drawn as if printed, has an entry of its own.
    if (mayPrint) void ask('trail.note', { reportId: id, use: 'printed' }).catch(() => undefined);
  }, [id, mayPrint]);
  useOnPrint(printed);
}
