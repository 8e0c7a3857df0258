import type { Stats } from 'node:fs';

/** Whether only root may change a file, on Linux and macOS. */
export const isOnlyAdministrators = ({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean =>
  uid === 0 && (mode & 0o022) === 0;
