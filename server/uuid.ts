import { randomBytes } from 'node:crypto';

/**
 * Generates a version 7 UUID (RFC 9562). It begins with the time, so that new rows are adjacent in an index. A time before
 * 1970, which a workstation whose clock is wrong may send, has no place in it and counts as 1970.
 */
export function uuidv7(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.max(0, now.getTime()), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
