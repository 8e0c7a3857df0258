import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import type { MapPart } from '#shared/domain/street-geometry.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { aKey, rawOf, temporaryFolder } from '../../helpers/cache.ts';
import { streetFile } from '../../helpers/street-file.ts';
import { streetGrid } from '../../helpers/street-grid.ts';
import { startWorkstation, type TestWorkstation } from '../../helpers/workstation.ts';

const streets = streetFile(streetGrid(11));
let agency: Agency;
let desk: TestWorkstation;
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_STREET_LINES: streets.path } });
  desk = startWorkstation(agency.url, await agency.signedIn());
});
afterAll(async () => {
  await desk.close();
  await agency.stop();
  streets.remove();
});

/** About 200 m around the middle of the grid, where three streets go each way. */
const MIDDLE: MapPart = { west: -72.6871, south: 41.7617, east: -72.6831, north: 41.7657 };

test('the map gets the streets in its part of the city, from the first look on', async () => {
  expect(await desk.calls['map.streets'](MIDDLE)).toHaveLength(6);
  expect(await desk.calls['map.streets']({ west: -72.75, south: 41.7, east: -72.74, north: 41.71 })).toEqual([]);
});

test('only those who read reports may ask the server for them', async () => {
  const asks = async (role: 'officer' | 'records' | 'administrator') => {
    const { token } = await agency.signedIn(role);
    return (await agency.call('GET', '/api/v1/street-lines', { token })).status;
  };
  expect([await asks('officer'), await asks('records'), await asks('administrator')]).toEqual([200, 200, 403]);
});

test('streets that the workstation has are not sent again', async () => {
  const { token } = await agency.signedIn();
  const { body } = await agency.call('GET', '/api/v1/street-lines', { token });
  expect(body.lines).toHaveLength(22);
  const again = await agency.call('GET', `/api/v1/street-lines?known=${body.version}`, { token });
  expect(again.body).toEqual({ version: body.version, lines: null });
});

test('they are kept for times without the server, and asked for anew if they can’t be understood', async () => {
  const folder = temporaryFolder();
  const cache = { path: join(folder.path, 'cache.db'), keyHex: aKey() };
  const session = await agency.signedIn();
  const looks = async () => {
    const again = startWorkstation(agency.url, session, cache);
    const found = await again.calls['map.streets'](MIDDLE);
    await again.close();
    return found.length;
  };
  expect(await looks()).toBe(6);
  await agency.offline();
  expect(await looks()).toBe(6);
  const db = rawOf(openCache(cache));
  db.exec(`UPDATE meta SET value = '{"version":1}' WHERE key = 'street_lines'`);
  db.close();
  expect(await looks()).toBe(0);
  await agency.online();
  expect(await looks()).toBe(6);
  folder.remove();
});

test('a server does not start with a file that can’t be used', async () => {
  const broken = streetFile({ type: 'FeatureCollection', features: [] });
  writeFileSync(broken.path, '{');
  const env = { P2C_STREET_LINES: broken.path };
  await expect(startAgency({ env })).rejects.toThrow('lines.geojson cannot be used: it is not JSON.');
  broken.remove();
});
