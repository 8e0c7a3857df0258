import type { ask } from '../bridge.ts';

/** Saves a report as a PDF and records that in its trail. Resolves to whether the officer chose where to save it. */
export async function savePdf(
  call: typeof ask,
  { reportId, trackingNumber }: { reportId: string; trackingNumber: string },
): Promise<boolean> {
  const { saved } = await call('report.pdf', { trackingNumber });
  // The file is already saved, so a failure to record it must not be reported as a failure to save.
  if (saved) await call('trail.note', { reportId, use: 'saved_pdf' }).catch(() => undefined);
  return saved;
}
