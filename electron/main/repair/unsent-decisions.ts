import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '#electron/common/officer-files.ts';
import { encodeFrame, type Frame, JOURNAL_HEADER, liveFrames, readFrames } from '#shared/journal/frames.ts';

/**
 * Every decision in the sealed journals of this workstation, of all officers, as one journal: what only the agency server
 * can open (docs/decisions/010), and any workstation recovers in Settings. Null when there is none.
 * @param folder of the journals. A journal that can't be read is left out; those that were set aside are looked at too.
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
