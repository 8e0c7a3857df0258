import type { Point } from '#shared/domain/incident.ts';
import { type MapPart, METERS_PER_DEGREE } from '#shared/domain/street-geometry.ts';
import { t } from '../t.ts';
import { farWords } from '../wording/far-words.ts';

/** Meters east and south of the city center. A flat projection is accurate enough for a city 10 km across. */
export type MapPoint = { x: number; y: number };
export type Frame = { x: number; y: number; width: number; height: number };

const MIDDLE: Point = { lat: 41.766, lon: -72.683 };
const EAST = METERS_PER_DEGREE * Math.cos((MIDDLE.lat * Math.PI) / 180);
const WIDE = 4 / 3;

export function onMap({ lat, lon }: Point): MapPoint {
  return { x: (lon - MIDDLE.lon) * EAST, y: (MIDDLE.lat - lat) * METERS_PER_DEGREE };
}

/** Meters between two points. */
export function metersBetween(one: Point, other: Point): number {
  const [a, b] = [onMap(one), onMap(other)];
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Formats a distance as "same location", "150 ft apart" or "0.8 mi apart". */
export function distanceWords(meters: number): string {
  if (meters < 5) return t('ui.sameLocation');
  return t('ui.farApart', { far: farWords(meters) });
}

/** A 4:3 frame around all points, with padding and a minimum width in meters. */
export function frameAround(points: readonly MapPoint[], leastWidth: number): Frame {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.max(leastWidth, (east - west) * 1.3, (south - north) * 1.3 * WIDE, 1);
  const height = width / WIDE;
  return { x: (west + east - width) / 2, y: (north + south - height) / 2, width, height };
}

/** Average character width as a fraction of the font size. */
const LETTER = 0.55;

/**
 * Returns where to draw a place name on the map, shifted in from any edge that would cut it off. Null if the place is
 * outside the frame or there is no room for the name.
 */
export function nameAt(name: string, at: MapPoint, fontSize: number, { x, y, width, height }: Frame): MapPoint | null {
  const half = (name.length * fontSize * LETTER) / 2;
  if (at.x < x || at.x > x + width || at.y < y || at.y > y + height || 2 * half > width) return null;
  return {
    x: Math.min(Math.max(at.x, x + half), x + width - half),
    y: Math.min(Math.max(at.y, y + fontSize), y + height - fontSize / 2),
  };
}

/** Share of the map that the inset takes up in the top right corner, including a margin. */
const INSET = 0.25;
/** How far a pin extends from its point, as fractions of the map's width. */
const PIN = { wide: 0.045, high: 0.09 };

/** Whether a place name is hidden by neither the inset nor a pin. */
export function isInSight(
  name: string,
  at: MapPoint,
  fontSize: number,
  frame: Frame,
  pins: readonly MapPoint[],
): boolean {
  const half = (name.length * fontSize * LETTER) / 2;
  const { x, y, width, height } = frame;
  if (at.x + half > x + width * (1 - INSET) && at.y - fontSize < y + height * INSET) return false;
  const [wide, high] = [width * PIN.wide + half, width * PIN.high];
  return pins.every((pin) => Math.abs(pin.x - at.x) > wide || at.y < pin.y - high || at.y - fontSize > pin.y + high);
}

/** The part of the city in a frame, in degrees. */
export function partIn({ x, y, width, height }: Frame): MapPart {
  const lon = (east: number) => MIDDLE.lon + east / EAST;
  const lat = (south: number) => MIDDLE.lat - south / METERS_PER_DEGREE;
  return { west: lon(x), south: lat(y + height), east: lon(x + width), north: lat(y) };
}

/** Converts a ring of [longitude, latitude] points to an SVG path. */
export const pathOf = (ring: readonly (readonly number[])[]): string => `${linePath(ring)}Z`;

/** Like `pathOf`, for a line that doesn't return to its start. */
export function linePath(line: readonly (readonly number[])[]): string {
  const steps = line.map(([lon = 0, lat = 0], at) => {
    const { x, y } = onMap({ lat, lon });
    return `${at === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`;
  });
  return steps.join('');
}
