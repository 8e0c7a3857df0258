import type { SeedReport } from './generate.ts';

export const TRUTH_HEADER = 'a_tracking,b_tracking,relation\n';

/**
 * The truth file's lines for one report: `earlier,later,relation` for each related report, and `tracking,,screened:KIND`
 * or `tracking,,wrong_title:CODE` for what an officer should notice in the report itself.
 */
export function truthLines(report: Pick<SeedReport, 'trackingNumber' | 'truth'>): string {
  const { screened, wrongTitle, pairs } = report.truth;
  const number = report.trackingNumber;
  let lines = '';
  for (const pair of pairs) lines += `${pair.trackingNumber},${number},${pair.relation}\n`;
  if (screened !== null) lines += `${number},,screened:${screened}\n`;
  if (wrongTitle !== null) lines += `${number},,wrong_title:${wrongTitle}\n`;
  return lines;
}
