import { expect, test } from 'vitest';
import type { ask } from '../../../renderer/bridge.ts';
import { savePdf } from '../../../renderer/report/save-pdf.ts';

const REPORT = { reportId: '0190b0c0-0000-7000-8000-000000000001', trackingNumber: 'T26-000001-6' };

/** Records what the window requests from the application. The officer chooses a place for the file only if `saved`. */
function asking(saved: boolean) {
  const asked: unknown[] = [];
  const call = ((channel: string, input: unknown) => {
    asked.push([channel, input]);
    return Promise.resolve(channel === 'report.pdf' ? { saved } : undefined);
  }) as typeof ask;
  return { asked, call };
}

test('a report that is saved as a PDF has it in its trail, after the file is there', async () => {
  const { asked, call } = asking(true);
  expect(await savePdf(call, REPORT)).toBe(true);
  expect(asked).toEqual([
    ['report.pdf', { trackingNumber: REPORT.trackingNumber }],
    ['trail.note', { reportId: REPORT.reportId, use: 'saved_pdf' }],
  ]);
});

test('one that is not saved after all does not', async () => {
  const { asked, call } = asking(false);
  expect(await savePdf(call, REPORT)).toBe(false);
  expect(asked).toHaveLength(1);
});
