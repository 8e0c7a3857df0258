import type { Report } from '#shared/domain/report.ts';

/** Which version of a report an officer has read, and how many history entries it had. */
export type Read = { version: number; lines: number };

export const readUpTo = ({ version, history }: Pick<Report, 'version' | 'history'>): Read => ({
  version,
  lines: history.length,
});
