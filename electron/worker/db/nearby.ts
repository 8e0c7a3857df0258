import type { Point } from '#shared/domain/incident.ts';
import type { Db } from './write.ts';

/** Stored units per degree: the queue stores coordinates in units of 1e-5 degrees, about a meter. */
const E5 = 1e5;
/** Half the size of the map next to a report, in degrees: about 1,100 meters east and west, 850 north and south. */
const NORTH = 0.0077;
const EAST = 0.0133;
const DAY_MS = 86_400_000;
/** Time window around a report, in days, and the maximum number of points that a small map can show. */
const DAYS = 30;
const MOST = 200;

/** Finds the locations of other reports near a report in place and time. */
export function createNearby(db: Db) {
  const here = db.prepare<[string], { seq: number; lat: number; lon: number; at: string }>(
    `SELECT seq, lat_e5 AS lat, lon_e5 AS lon, received_at AS at FROM report JOIN queue USING (seq)
     WHERE report.id = ? AND lat_e5 <> 0`,
  );
  const around = db.prepare<(number | string)[], { lat: number; lon: number }>(
    `SELECT lat_e5 AS lat, lon_e5 AS lon FROM queue
     WHERE lat_e5 <> 0 AND lat_e5 BETWEEN ? AND ? AND lon_e5 BETWEEN ? AND ?
       AND received_at BETWEEN ? AND ? AND seq <> ? LIMIT ${MOST}`,
  );
  return {
    /** The points of other reports; empty if this report is not on the map or not on this workstation. */
    of: (id: string): Point[] => {
      const one = here.get(id);
      if (one === undefined) return [];
      const { lat, lon, at, seq } = one;
      const day = (by: number) => new Date(Date.parse(at) + by * DAY_MS).toISOString();
      const [north, east] = [Math.round(NORTH * E5), Math.round(EAST * E5)];
      return around
        .all(lat - north, lat + north, lon - east, lon + east, day(-DAYS), day(DAYS), seq)
        .map((point) => ({ lat: point.lat / E5, lon: point.lon / E5 }));
    },
  };
}
