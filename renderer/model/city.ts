import type { Ring } from '#shared/screening/geometry.ts';
import { type Frame, frameAround, type MapPoint, onMap, pathOf } from './map-frame.ts';

/** The outlines of a city, ready to be drawn. */
export type City = {
  boundary: Ring;
  path: string;
  parts: readonly { name: string; path: string; at: MapPoint }[];
  whole: Frame;
};

type Line = readonly (readonly number[])[];

export function cityOf(map: { boundary: Line; neighborhoods: readonly { name: string; ring: Line }[] }): City {
  return {
    boundary: map.boundary.map(([lon = 0, lat = 0]) => [lon, lat]),
    path: pathOf(map.boundary),
    parts: map.neighborhoods.map(({ name, ring }) => ({ name, path: pathOf(ring), at: middle(ring) })),
    whole: around(map.boundary),
  };
}

const around = (ring: Line): Frame =>
  frameAround(
    ring.map(([lon = 0, lat = 0]) => onMap({ lon, lat })),
    0,
  );

function middle(ring: Line): MapPoint {
  const { x, y, width, height } = around(ring);
  return { x: x + width / 2, y: y + height / 2 };
}
