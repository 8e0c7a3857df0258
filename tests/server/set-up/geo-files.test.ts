import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBoundary, readNeighborhoods, readStreets, wholeMap } from '#server/set-up/geo-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'p2c-geo-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(value: unknown): string {
  const path = join(folder, `${Math.random()}.geojson`);
  writeFileSync(path, typeof value === 'string' || value instanceof Buffer ? value : JSON.stringify(value));
  return path;
}
const square = (lon: number, lat: number, size = 0.1): [number, number][] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const polygon = (...rings: [number, number][][]) => ({ type: 'Polygon', coordinates: rings });
const feature = (geometry: unknown, properties: unknown = null) => ({ type: 'Feature', properties, geometry });
const CITY = square(-72.6, 42);

test('a boundary may be a polygon, a feature or a collection of one, with or without heights', async () => {
  const high = CITY.map(([lon, lat]) => [lon, lat, 12]);
  for (const value of [
    polygon(CITY),
    feature(polygon(CITY)),
    { type: 'FeatureCollection', features: [feature({ type: 'Polygon', coordinates: [high] })] },
  ])
    expect(await readBoundary(file(value))).toEqual({
      ring: CITY.map(([lon, lat]) => [lon, expect.closeTo(lat, 5)]),
      notes: [],
    });
});

test('of separate areas the largest one counts, and that is said', async () => {
  const several = { type: 'MultiPolygon', coordinates: [[square(-72.3, 42, 0.01)], [CITY]] };
  const { ring, notes } = await readBoundary(file(several));
  expect(ring[0]).toEqual([-72.6, 42]);
  expect(notes).toEqual([expect.stringContaining('2 separate areas')]);
});

test.each([
  ['latitude first', polygon(CITY.map(([lon, lat]) => [lat, lon])), /latitude before longitude/],
  ['feet', polygon(square(1_010_000, 830_000, 5_000)), /EPSG:4326/],
  ['a line', { type: 'LineString', coordinates: CITY }, /must be GeoJSON with polygons/],
  ['no area', polygon(CITY.map(() => [-72.6, 42])), /has no area/],
  [
    'two features',
    { type: 'FeatureCollection', features: [feature(polygon(CITY)), feature(polygon(CITY))] },
    /has 2 features/,
  ],
  ['not JSON', 'boundary', /is not JSON/],
])('a boundary with %s is refused in words', async (_, value, words) => {
  await expect(readBoundary(file(value))).rejects.toThrow(words);
});

test('a file that is not there is named', async () => {
  await expect(readBoundary(join(folder, 'gone.geojson'))).rejects.toThrow(/gone\.geojson/);
});

test('neighborhoods need a name of their own and must be in the city', async () => {
  const named = (...all: [string | null, [number, number][]][]) =>
    file({
      type: 'FeatureCollection',
      features: all.map(([name, ring]) => feature(polygon(ring), name === null ? {} : { NAME: name })),
    });
  expect(await readNeighborhoods(named(['Old Town', square(-72.58, 42.02, 0.02)]), CITY)).toMatchObject([
    { name: 'Old Town' },
  ]);
  await expect(readNeighborhoods(named([null, CITY]), CITY)).rejects.toThrow(/features\.0 has no property "name"/);
  await expect(readNeighborhoods(named(['A', CITY], ['A', CITY]), CITY)).rejects.toThrow(/the neighborhood A twice/);
  await expect(readNeighborhoods(named(['Far', square(-80, 30)]), CITY)).rejects.toThrow(/Far is not in the city/);
});

test('street names come from lines or from GeoJSON, each once', async () => {
  expect(await readStreets(file('Main Street\r\n\r\n Oak Street \nMain Street\n'))).toEqual([
    'Main Street',
    'Oak Street',
  ]);
  const lines = { features: [{ properties: { FULLNAME: 'Elm Street' } }, { properties: null }] };
  expect(await readStreets(file(lines))).toEqual(['Elm Street']);
  await expect(readStreets(file('\n'))).rejects.toThrow(/has no street names/);
  await expect(readStreets(file(Buffer.from('Calle Pe\xf1a\n', 'latin1')))).rejects.toThrow(/is not in UTF-8/);
  await expect(readStreets('/nowhere.txt')).rejects.toThrow('There is no /nowhere.txt.');
});

test('a map with more points than a policy should carry is refused, and says how many it has', () => {
  const fine = Array.from({ length: 5_000 }, (_, at): [number, number] => [-72.6 + at / 1e5, 42]);
  expect(() => wholeMap({ boundary: fine, neighborhoods: [], streets: [] })).toThrow(/5000 points, more than 4000/);
});
