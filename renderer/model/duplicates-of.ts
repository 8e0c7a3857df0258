import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';

/**
 * Returns the reports that were rejected as duplicates of this one. Their letters say that this report stays on file.
 */
export const duplicatesOf = ({ report, duplicates }: Pick<ReportView, 'report' | 'duplicates'>): ShownDuplicate[] =>
  duplicates.filter(
    ({ trackingNumber, primaryNumber }) => primaryNumber === report.trackingNumber && primaryNumber !== trackingNumber,
  );
