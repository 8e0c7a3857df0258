import { useCallback } from 'react';
import { ask } from '../bridge.ts';
import { useMayPrint, useOnPrint, usePaperMarks } from '../hooks/use-printing.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/**
 * Prepares a report for printing: whose report it is and who printed it when on each page, and an entry in its trail.
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
  // Printing can't wait for this entry; if it isn't stored, the earlier entry for opening the report still is.
  const mayPrint = useMayPrint();
  const printed = useCallback(() => {
    // If IT turned printing off, nothing was printed; saving a PDF, which renders as if printing, has its own entry.
    if (mayPrint) void ask('trail.note', { reportId: id, use: 'printed' }).catch(() => undefined);
  }, [id, mayPrint]);
  useOnPrint(printed);
}
