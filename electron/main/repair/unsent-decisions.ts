import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '#electron/common/officer-files.ts';
import { encodeFrame, type Frame, JOURNAL_HEADER, liveFrames, readFrames } from '#shared/journal/frames.ts';

/**
 * Combines all officers' decisions from the sealed journals of this workstation into one journal, which only the agency
 * server can open (docs/decisions/010). Any workstation can recover the decisions in Settings. Returns null when there
 * are none.
 * @param folder the folder of the journals. A journal that can't be read is skipped; those that were set aside are
 * included.
 */
export function unsentDecisions(folder: string): { count: number; bytes: Buffer } | null {
  const live = new Map<string, Frame>();
  for (const name of namesIn(folder).filter((one) => one.includes('.p2cj'))) {
    for (const [id, frame] of liveFrames(framesOf(join(folder, name)))) live.set(id, frame);
  }
  if (live.size === 0) return null;
  return { count: live.size, bytes: Buffer.concat([JOURNAL_HEADER, ...[...live.values()].map(encodeFrame)]) };
}

function framesOf(path: string): Frame[] {
  try {
    return readFrames(readFileSync(path))?.frames ?? [];
  } catch {
    return [];
  }
}
