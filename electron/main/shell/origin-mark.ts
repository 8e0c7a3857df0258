import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

type OriginMark = { stream: string; text: string } | { program: string; args: string[] };

/**
 * Returns how a platform marks a file as downloaded, so that it is opened with care (Protected View, Gatekeeper):
 * Windows uses an alternate data stream (zone 3 is the internet), and macOS an extended attribute. Null on platforms
 * without such a mark.
 */
export function originMark(platform: NodeJS.Platform, path: string, at: Date, id = randomUUID()): OriginMark | null {
  if (platform === 'win32') return { stream: `${path}:Zone.Identifier`, text: '[ZoneTransfer]\r\nZoneId=3\r\n' };
  if (platform !== 'darwin') return null;
  const seconds = Math.floor(at.getTime() / 1000).toString(16);
  const value = `0083;${seconds};P2C Review;${id.toUpperCase()}`;
  return { program: '/usr/bin/xattr', args: ['-w', 'com.apple.quarantine', value, path] };
}

/** Marks a file as downloaded. On a disk that can't store the mark, such as a memory stick, the file stays unmarked. */
export async function markOrigin(path: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  const mark = originMark(platform, path, new Date());
  if (mark === null) return;
  const marking = 'stream' in mark ? writeFile(mark.stream, mark.text) : promisify(execFile)(mark.program, mark.args);
  await marking.catch(() => undefined);
}
