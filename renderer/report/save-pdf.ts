import type { ask } from '../bridge.ts';

/** Saves a report as a PDF, which then is in its trail. Resolves with whether the officer chose a place for it. */
export async function savePdf(
  call: typeof ask,
  { reportId, trackingNumber }: { reportId: string; trackingNumber: string },
): Promise<boolean> {
  const { saved } = await call('report.pdf', { trackingNumber });
  // The file is there already, so an entry that can't be stored is no reason to say that it isn't.
  if (saved) await call('trail.note', { reportId, use: 'saved_pdf' }).catch(() => undefined);
  return saved;
}
