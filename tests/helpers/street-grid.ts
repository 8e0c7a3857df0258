/**
 * Returns a made-up grid of streets around a place in Hartford, as GeoJSON: `n` from west to east and `n` from south to
 * north.
 */
export function streetGrid(n = 11, middle = { lat: 41.7637, lon: -72.6851 }, step = 0.0015) {
  const reach = (step * (n - 1)) / 2;
  const at = (k: number) => k * step - reach;
  const line = (coordinates: [number, number][], name: string) => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'LineString', coordinates },
  });
  const each = Array.from({ length: n }, (_, k) => k);
  return {
    type: 'FeatureCollection',
    features: [
      ...each.map((k) =>
        line(
          [
            [middle.lon - reach, middle.lat + at(k)],
            [middle.lon + reach, middle.lat + at(k)],
          ],
          `${k + 1} St`,
        ),
      ),
      ...each.map((k) =>
        line(
          [
            [middle.lon + at(k), middle.lat - reach],
            [middle.lon + at(k), middle.lat + reach],
          ],
          `${k + 1} Av`,
        ),
      ),
    ],
  };
}
