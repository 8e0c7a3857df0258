import { useCallback } from 'react';
import { ask } from '../bridge.ts';
import { useMayPrint, useOnPrint, usePaperMarks } from '../hooks/use-printing.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/**
 * Prepares a report for printing: marks each page with the agency, the tracking number, and who printed it and when.
 * Also records each printout in the report's trail.
 */
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
  // Printing can't wait until this entry is stored. A failure is ignored, because the trail still shows that the report
  // was opened.
  const mayPrint = useMayPrint();
  const printed = useCallback(() => {
    // Record nothing if IT turned printing off, because nothing was printed. Saving a PDF also renders as if printing,
    // but has its own entry.
    if (mayPrint) void ask('trail.note', { reportId: id, use: 'printed' }).catch(() => undefined);
  }, [id, mayPrint]);
  useOnPrint(printed);
}
