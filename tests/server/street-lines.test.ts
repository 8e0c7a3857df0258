import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readStreetLines } from '#server/street-lines.ts';
import boundaryFile from '../../resources/hartford/boundary.json' with { type: 'json' };
import { streetGrid } from '../helpers/street-grid.ts';

const folder = mkdtempSync(join(tmpdir(), 'p2c-streets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const CITY = boundaryFile.ring.map(([lon = 0, lat = 0]) => [lon, lat] as const);

const read = (content: unknown) => {
  const file = join(folder, 'street-lines.geojson');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readStreetLines(file, CITY);
};
const of = (geometry: unknown) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: {}, geometry }],
});
const HERE = [-72.68, 41.76];
const THERE = [-72.681, 41.7612345];

test('an agency without a file has no streets', async () => {
  expect(await readStreetLines(null, CITY)).toEqual({ version: null, lines: [] });
  await expect(readStreetLines(join(folder, 'none.geojson'), CITY)).rejects.toThrow('it can’t be read (ENOENT).');
});

test('lines and groups of lines are read, rounded to a meter, without heights', async () => {
  const { lines } = await read({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: 'Park St' },
        geometry: { type: 'LineString', coordinates: [HERE, THERE] },
      },
      { type: 'Feature', properties: null, geometry: null },
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'MultiLineString',
          coordinates: [
            [
              [...HERE, 12],
              [...THERE, 12],
            ],
            [THERE, HERE],
          ],
        },
      },
    ],
  });
  const there = [-7268100, 4176123];
  const here = [-7268000, 4176000];
  expect(lines).toEqual([
    [...here, ...there],
    [...here, ...there],
    [...there, ...here],
  ]);
});

test('its version is the same for the same streets, and another one for others', async () => {
  const first = await read(streetGrid());
  expect(first.version).toMatch(/^[0-9a-f]{16}$/);
  expect((await read(`\ufeff${JSON.stringify(streetGrid(), null, 2)}`)).version).toBe(first.version);
  expect((await read(streetGrid(5))).version).not.toBe(first.version);
});

test('streets far from the city are left out', async () => {
  const away = {
    type: 'LineString',
    coordinates: [
      [-73.2, 41.2],
      [-73.19, 41.2],
    ],
  };
  const grid = streetGrid(3);
  const more = { ...grid, features: [...grid.features, { type: 'Feature', properties: {}, geometry: away }] };
  expect((await read(more)).lines).toHaveLength(6);
});

test.each([
  ['something else than JSON', 'streets', 'it is not JSON'],
  ['another kind of JSON', { type: 'Topology' }, 'type: '],
  [
    'an area',
    of({ type: 'Polygon', coordinates: [[HERE, THERE, HERE]] }),
    'features.0.geometry.type must be LineString or MultiLineString',
  ],
  ['a line of one point', of({ type: 'LineString', coordinates: [HERE] }), 'features.0.geometry.coordinates: '],
  [
    'feet of a state plane',
    of({
      type: 'LineString',
      coordinates: [
        [1018000, 836000],
        [1018100, 836000],
      ],
    }),
    'EPSG:4326',
  ],
  [
    'latitude first',
    of({
      type: 'LineString',
      coordinates: [
        [41.76, -72.68],
        [41.77, -72.68],
      ],
    }),
    'Is longitude first',
  ],
  [
    'too many points',
    of({ type: 'LineString', coordinates: Array.from({ length: 100_001 }, () => HERE) }),
    '100001 points near the city',
  ],
  [
    'too many lines',
    of({ type: 'MultiLineString', coordinates: Array.from({ length: 20_001 }, () => [HERE, THERE]) }),
    '20001 lines',
  ],
])('%s is refused with the place and what to do', async (_, content, why) => {
  await expect(read(content)).rejects.toThrow(why);
  await expect(read(content)).rejects.toMatchObject({ name: 'StartError', exitCode: 2 });
});

test('a file that is too large is refused before it is read', async () => {
  const file = join(folder, 'large.geojson');
  writeFileSync(file, '');
  truncateSync(file, 33 * 1024 * 1024);
  await expect(readStreetLines(file, CITY)).rejects.toThrow('larger than 32 MB');
});
