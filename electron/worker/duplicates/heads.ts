const CHUNK = 1 << 20;
/** Memory limit for heads in bytes. Holds about 300,000 reports, three times what the application is designed for. */
export const MOST_BYTES = 64 * CHUNK;
const NOWHERE = 0xffffffff;

export type Heads = ReturnType<typeof createHeads>;

/**
 * Stores the heads of many reports (the part of a report's features that most comparisons need) in a few large memory
 * chunks: about 200 bytes each, 20 MB for 100,000 reports. `most` is the limit in bytes.
 */
export function createHeads(most: number) {
  const chunks: Uint8Array[] = [];
  /** Maps a report's id to its chunk number and the head's offset in that chunk. */
  let places = new Uint32Array(1024).fill(NOWHERE);
  let used = CHUNK;

  const place = (id: number, at: number): void => {
    if (id >= places.length) {
      const grown = new Uint32Array(Math.max(id + 1, 2 * places.length)).fill(NOWHERE);
      grown.set(places);
      places = grown;
    }
    places[id] = at;
  };

  return {
    /** @returns whether the head was stored. Once there is no room, further heads are read from the file. */
    put: (id: number, head: Uint8Array): boolean => {
      if (head.length > CHUNK) return false;
      if (used + head.length > CHUNK) {
        if (chunks.length * CHUNK >= most) return false;
        chunks.push(new Uint8Array(CHUNK));
        used = 0;
      }
      if ((chunks.length - 1) * CHUNK + used + head.length > most) return false;
      chunks.at(-1)?.set(head, used);
      place(id, (chunks.length - 1) * CHUNK + used);
      used += head.length;
      return true;
    },
    /** The memory chunk and the offset of a report's head; null when it is not in memory. */
    get: (id: number): { bytes: Uint8Array; at: number } | null => {
      const at = places[id] ?? NOWHERE;
      const bytes = at === NOWHERE ? undefined : chunks[Math.floor(at / CHUNK)];
      return bytes === undefined ? null : { bytes, at: at % CHUNK };
    },
    delete: (id: number): void => {
      if (id < places.length) places[id] = NOWHERE;
    },
  };
}
