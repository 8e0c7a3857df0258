const CHUNK = 1 << 20;
/** So many bytes are kept at most: the heads of some 1,100,000 reports. */
export const MOST_BYTES = 256 * CHUNK;
const NOWHERE = 0xffffffff;

export type Heads = ReturnType<typeof createHeads>;
/** A piece of memory and where in it a report's head begins. */
export type Head = { bytes: Uint8Array; at: number };
/** What another thread needs to find heads where they lie. `places`: by report, in all chunks as if they were one. */
export type SharedHeads = { chunks: readonly Uint8Array[]; places: Uint32Array };

/** Where a report's head lies; null when it is not kept. */
export function headIn({ chunks, places }: SharedHeads, id: number): Head | null {
  const at = places[id] ?? NOWHERE;
  const bytes = at === NOWHERE ? undefined : chunks[Math.floor(at / CHUNK)];
  return bytes === undefined ? null : { bytes, at: at % CHUNK };
}

const noPlaces = (count: number): Uint32Array<SharedArrayBuffer> =>
  new Uint32Array(new SharedArrayBuffer(4 * count)).fill(NOWHERE);

/**
 * The heads of many reports in few large pieces of memory that threads can share: some 200 bytes each, 20 MB for 100,000,
 * `most` bytes in all.
 */
export function createHeads(most: number) {
  const chunks: Uint8Array[] = [];
  let places = noPlaces(1024);
  let used = CHUNK;

  const place = (id: number, at: number): void => {
    if (id >= places.length) {
      const grown = noPlaces(Math.max(id + 1, 2 * places.length));
      grown.set(places);
      places = grown;
    }
    places[id] = at;
  };

  return {
    /** @returns whether it is kept: no longer once there is no room, and then it is read from the file. */
    put: (id: number, head: Uint8Array): boolean => {
      if (head.length > CHUNK) return false;
      if (used + head.length > CHUNK) {
        if (chunks.length * CHUNK >= most) return false;
        chunks.push(new Uint8Array(new SharedArrayBuffer(CHUNK)));
        used = 0;
      }
      if ((chunks.length - 1) * CHUNK + used + head.length > most) return false;
      chunks.at(-1)?.set(head, used);
      place(id, (chunks.length - 1) * CHUNK + used);
      used += head.length;
      return true;
    },
    get: (id: number): Head | null => headIn({ chunks, places }, id),
    delete: (id: number): void => {
      if (id < places.length) places[id] = NOWHERE;
    },
    /** As they lie now; of what is put later another thread knows nothing. */
    shared: (): SharedHeads => ({ chunks, places }),
  };
}
