/**
 * The file format of the sealed journal: bytes in, bytes out, no I/O, so that workstation and server can share it.
 *
 *     file   = "P2CJRNL" version(1)  record*
 *     record = mark(4) length(4, of body) body crc32(4, of body)      numbers big-endian
 *     body   = kind(1: 1 row, 2 tombstone) id(16, a UUID) payload     a tombstone has no payload
 *
 * Invariants: the file is only appended to; a truncated or damaged record doesn't affect any other, because reading
 * resumes at the next mark. Only the agency's recovery key can open a row's payload.
 */
export const JOURNAL_VERSION = 1;
export const JOURNAL_HEADER = Uint8Array.of(0x50, 0x32, 0x43, 0x4a, 0x52, 0x4e, 0x4c, JOURNAL_VERSION);

const MARK = Uint8Array.of(0xf0, 0x50, 0x32, 0x52);
const KINDS = { row: 1, tombstone: 2 } as const;
const AROUND_BODY = 12;
const BEFORE_PAYLOAD = 17;
/** Upper limit for a record's body. An act with the longest possible note, padded and sealed, is far smaller. */
const LONGEST_BODY = 1024 * 1024;

export type Frame = { kind: keyof typeof KINDS; id: string; payload: Uint8Array };
export type Frames = {
  frames: Frame[];
  /** Number of unreadable records in the middle of the file. */
  damaged: number;
  /** Whether the file ends in the middle of a record, as after a power failure. */
  torn: boolean;
};

export function encodeFrame({ kind, id, payload }: Frame): Uint8Array {
  const body = new Uint8Array(BEFORE_PAYLOAD + payload.length);
  body[0] = KINDS[kind];
  body.set(uuidBytes(id), 1);
  body.set(payload, BEFORE_PAYLOAD);
  const record = new Uint8Array(AROUND_BODY + body.length);
  const view = new DataView(record.buffer);
  record.set(MARK, 0);
  view.setUint32(4, body.length);
  record.set(body, 8);
  view.setUint32(8 + body.length, crc32(body));
  return record;
}

/** Parses a journal file. Returns null when the file isn't a journal or its version is unknown. */
export function readFrames(file: Uint8Array): Frames | null {
  if (!startsWith(file, JOURNAL_HEADER, 0)) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const frames: Frame[] = [];
  let damaged = 0;
  let at = JOURNAL_HEADER.length;
  while (at < file.length) {
    const frame = frameAt(file, view, at);
    if (frame !== null) {
      frames.push(frame);
      at += AROUND_BODY + BEFORE_PAYLOAD + frame.payload.length;
      continue;
    }
    const next = nextMark(file, at + 1);
    if (next === null) return { frames, damaged, torn: true };
    damaged += 1;
    at = next;
  }
  return { frames, damaged, torn: false };
}

/** Rows that no later tombstone deletes, keyed by id and in file order. */
export function liveFrames(frames: readonly Frame[]): Map<string, Frame> {
  const live = new Map<string, Frame>();
  for (const frame of frames) {
    if (frame.kind === 'row') live.set(frame.id, frame);
    else live.delete(frame.id);
  }
  return live;
}

/**
 * Whether removing a file could lose a row: it has a live one, or is not readable here and looks like the journal of
 * another version or like one with a damaged header.
 */
export function mayHaveRows(file: Uint8Array): boolean {
  const read = readFrames(file);
  if (read !== null) return liveFrames(read.frames).size > 0;
  const isOtherVersion = file.length > JOURNAL_HEADER.length && startsWith(file, JOURNAL_HEADER.subarray(0, -1), 0);
  return isOtherVersion || nextMark(file, 0) !== null;
}

function frameAt(file: Uint8Array, view: DataView, at: number): Frame | null {
  if (!startsWith(file, MARK, at) || at + AROUND_BODY > file.length) return null;
  const length = view.getUint32(at + 4);
  const end = at + 8 + length;
  if (length < BEFORE_PAYLOAD || length > LONGEST_BODY || end + 4 > file.length) return null;
  const body = file.subarray(at + 8, end);
  if (crc32(body) !== view.getUint32(end)) return null;
  const kind = body[0] === KINDS.row ? 'row' : body[0] === KINDS.tombstone ? 'tombstone' : null;
  if (kind === null) return null;
  return { kind, id: uuidText(body.subarray(1, BEFORE_PAYLOAD)), payload: body.subarray(BEFORE_PAYLOAD) };
}

function nextMark(file: Uint8Array, from: number): number | null {
  for (let at = file.indexOf(MARK[0] ?? 0, from); at !== -1; at = file.indexOf(MARK[0] ?? 0, at + 1)) {
    if (startsWith(file, MARK, at)) return at;
  }
  return null;
}

function startsWith(bytes: Uint8Array, start: Uint8Array, at: number): boolean {
  return start.every((byte, i) => bytes[at + i] === byte);
}

function uuidBytes(id: string): Uint8Array {
  const hex = id.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new RangeError('The id of a journal row must be a UUID');
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

function uuidText(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** CRC-32 as in zlib (ISO 3309). It detects damage; the seal protects against tampering. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
