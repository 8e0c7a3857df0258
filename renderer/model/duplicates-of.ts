import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';

/** The reports that were rejected as duplicates of this one: their letters say that this one stays on file. */
export const duplicatesOf = ({ report, duplicates }: Pick<ReportView, 'report' | 'duplicates'>): ShownDuplicate[] =>
  duplicates.filter(
    ({ trackingNumber, standsFor }) => standsFor === report.trackingNumber && standsFor !== trackingNumber,
  );
