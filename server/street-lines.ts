import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { doMeet, inUnits, type MapPart, partOf } from '#shared/domain/street-geometry.ts';
import { MOST_LINES, MOST_POINTS, type StreetLine } from '#shared/domain/street-lines.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { StartError } from './start-error.ts';

/** The agency's streets as lines, and `version`, a digest of them; null without lines if the agency gave no file. */
export type StreetLines = { version: string | null; lines: readonly StreetLine[] };

const MOST_BYTES = 32 * 1024 * 1024;
/** Streets up to this many degrees outside the city's limits are kept, because the map shows that area, too. */
const AROUND = 0.03;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const line = z.array(position).min(2);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
]);
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ type: z.literal('Feature'), geometry: geometry.nullable() })),
});

/**
 * Reads an agency's GeoJSON file (RFC 7946) of street lines and keeps those in and around the city; without a file,
 * there are none.
 * @throws StartError that says what is wrong with the file and where.
 */
export async function readStreetLines(file: string | null, boundary: Ring | null): Promise<StreetLines> {
  if (file === null) return { version: null, lines: [] };
  const refuse = (why: string) => new StartError(`${file} cannot be used: ${why}`, 2);
  const text = await textOf(file, refuse);
  const lines = linesOf(text, boundary, refuse);
  return { version: createHash('sha256').update(JSON.stringify(lines)).digest('hex').slice(0, 16), lines };
}

type Refuse = (why: string) => StartError;

async function textOf(file: string, refuse: Refuse): Promise<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw refuse(`it can’t be read (${error.code}).`);
  });
  try {
    const { size } = await handle.stat();
    if (size > MOST_BYTES) throw refuse(`it is larger than ${MOST_BYTES >> 20} MB.`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

function linesOf(text: string, boundary: Ring | null, refuse: Refuse): StreetLine[] {
  const parsed = collection.safeParse(jsonOf(text, refuse));
  if (!parsed.success) throw refuse(faultOf(parsed.error));
  const all = parsed.data.features.flatMap(({ geometry: found }) => {
    if (found === null) return [];
    const parts = found.type === 'LineString' ? [found.coordinates] : found.coordinates;
    return parts.map((part) => part.flatMap(([lon, lat]) => [inUnits(lon), inUnits(lat)]));
  });
  const city = boundary === null ? null : around(boundary);
  const lines = city === null ? all : all.filter((one) => doMeet(partOf(one), city));
  if (lines.length === 0) throw refuse('none of its lines is in or near the city. Is longitude first in each pair?');
  const points = lines.reduce((sum, one) => sum + one.length / 2, 0);
  if (lines.length > MOST_LINES || points > MOST_POINTS) {
    throw refuse(
      `it has ${lines.length} lines with ${points} points near the city, more than ${MOST_LINES} or ${MOST_POINTS}. Leave out paths, or simplify the lines.`,
    );
  }
  return lines;
}

function jsonOf(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw refuse('it is not JSON.');
  }
}

/** The first error, with its location. */
function faultOf({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join('.') ?? '';
  if (issue?.code === 'invalid_union' || place.endsWith('geometry.type'))
    return `${place} must be LineString or MultiLineString.`;
  const isPair = issue?.path.includes('coordinates') === true;
  if (isPair && (issue?.code === 'too_big' || issue?.code === 'too_small') && issue.origin === 'number')
    return `${place} is outside the range of longitude and latitude. Export the file in WGS 84 (EPSG:4326).`;
  return `${place === '' ? 'the file' : place}: ${issue?.message ?? 'it is not GeoJSON'}.`;
}

function around(boundary: Ring): MapPart {
  const { west, south, east, north } = partOf(boundary.flatMap(([lon, lat]) => [inUnits(lon), inUnits(lat)]));
  return { west: west - AROUND, south: south - AROUND, east: east + AROUND, north: north + AROUND };
}
