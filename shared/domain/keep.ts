import type { ReportState } from './report.ts';
import { isOpen } from './workflow.ts';

/** Reasons to keep one of several reports of an incident rather than the others, strongest reason first. */
export const KEEP_REASONS = ['approved', 'open', 'primary', 'answered', 'photos', 'older'] as const;
export type KeepReason = (typeof KEEP_REASONS)[number];

/**
 * `isPrimary`: other reports were rejected as duplicates of this one, and their letters say that this one stays on
 * file.
 */
export type Candidate = {
  state: ReportState;
  isPrimary: boolean;
  isAnswered: boolean;
  photos: number;
  receivedAt: string;
};

/** How strongly one reason favors keeping a report. */
export function keepScore(one: Candidate, why: KeepReason): number {
  switch (why) {
    case 'approved':
      return Number(one.state === 'approved');
    case 'open':
      return Number(isOpen(one.state));
    case 'primary':
      return Number(one.isPrimary);
    case 'answered':
      return Number(one.isAnswered);
    case 'photos':
      return Number(one.photos > 0);
    case 'older':
      return -Date.parse(one.receivedAt);
  }
}

/** Sorts reports of one incident, the one to keep first. */
export function compareForKeeping(one: Candidate, other: Candidate): number {
  for (const why of KEEP_REASONS) {
    const more = keepScore(other, why) - keepScore(one, why);
    if (more !== 0) return more;
  }
  return 0;
}
