const CHUNK = 1 << 20;
/** More than this is not kept, and read from the file instead. */
const MOST_CHUNKS = 64;

export type PackedFeatures = ReturnType<typeof createPackedFeatures>;

/** Packed features of many reports in few large pieces of memory: some 400 bytes each, 40 MB for 100,000, 64 at most. */
export function createPackedFeatures() {
  const chunks: Uint8Array[] = [];
  const places = new Map<number, { chunk: number; from: number; to: number }>();
  let used = CHUNK;

  return {
    put: (id: number, bytes: Uint8Array): void => {
      if (used + bytes.length > CHUNK) {
        if (chunks.length >= MOST_CHUNKS) return;
        chunks.push(new Uint8Array(Math.max(CHUNK, bytes.length)));
        used = 0;
      }
      const chunk = chunks.length - 1;
      chunks[chunk]?.set(bytes, used);
      places.set(id, { chunk, from: used, to: used + bytes.length });
      used += bytes.length;
    },
    get: (id: number): Uint8Array | null => {
      const place = places.get(id);
      return place === undefined ? null : (chunks[place.chunk]?.subarray(place.from, place.to) ?? null);
    },
    delete: (id: number): void => void places.delete(id),
  };
}
