import { useMemo } from 'react';
import type { Point } from '#shared/domain/incident.ts';
import { inDegrees, WIDEST_WITH_STREETS } from '#shared/domain/street-geometry.ts';
import { useCity } from '../hooks/city.tsx';
import {
  type Frame,
  frameAround,
  isInSight,
  linePath,
  type MapPoint,
  nameAt,
  onMap,
  partIn,
} from '../model/map-frame.ts';
import { useLive } from '../use-live.ts';

const NO_DOTS: readonly Point[] = [];

export type MapMark = { point: Point; label: string };

/**
 * Minimum map width in meters. A closer view would show only a street or two, and no one could tell which part of the
 * city that is.
 */
const LEAST_WIDTH = 2200;
/** Font size of names, as a percentage of the map's width. */
const NAME = 3.6;

/**
 * A map of the city with its neighborhoods and up to two points, zoomed in far enough to tell them apart. An inset shows
 * which part of the city is displayed. `words` is the text alternative.
 */
export function CityMap({
  marks,
  dots = NO_DOTS,
  words,
}: {
  marks: readonly MapMark[];
  /** Other places, without a label. */
  dots?: readonly Point[];
  words: string;
}) {
  const city = useCity();
  const places = marks.map(({ point, label }) => ({ ...onMap(point), label }));
  const frame = places.length === 0 && city !== null ? city.whole : frameAround(places, LEAST_WIDTH);
  const unit = frame.width / 100;
  const streets = useStreets(frame);
  return (
    <figure className="map">
      <svg
        className="map-drawing"
        viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
        role="img"
        aria-label={words}
      >
        <path className="map-city" d={city?.path} />
        {streets !== '' && <path className="map-street" d={streets} strokeWidth={unit * 0.7} />}
        {city?.parts.map(({ name, path }) => (
          <path className="map-part" d={path} key={name} strokeWidth={unit * 0.3} />
        ))}
        <path className="map-boundary" d={city?.path} strokeWidth={unit * 0.8} />
        {city?.parts.map(({ name, at }) => (
          <Name {...{ name, at, frame }} size={unit * NAME} pins={places} key={name} />
        ))}
        {dots.map(onMap).map(({ x, y }, at) => (
          // Dots have no ID, and several may be at the same place, so the index is the key.
          // oxlint-disable-next-line react/no-array-index-key
          <circle className="map-dot" cx={x} cy={y} r={unit * 0.9} key={at} />
        ))}
        {places.length === 2 && <Between places={places} width={unit * 0.6} />}
        {places.map((place, at) => (
          <Pin key={place.label} place={place} unit={unit} below={at === 1} isOther={place.label === 'B'} />
        ))}
      </svg>
      {places.length > 0 && city !== null && (
        <svg
          className="map-inset"
          viewBox={`${city.whole.x} ${city.whole.y} ${city.whole.width} ${city.whole.height}`}
          aria-hidden
        >
          <path className="map-city map-boundary" d={city.path} strokeWidth={city.whole.width / 60} />
          <rect
            className="map-window"
            x={frame.x}
            y={frame.y}
            width={frame.width}
            height={frame.height}
            strokeWidth={city.whole.width / 45}
          />
        </svg>
      )}
      <figcaption className="faint">{words}</figcaption>
    </figure>
  );
}

/** The streets in a frame as one path; empty if the agency provided none, or if too many are in view to tell apart. */
function useStreets(frame: Frame): string {
  const found = useLive('map.streets', frame.width > WIDEST_WITH_STREETS ? null : partIn(frame));
  const lines = found.fresh ? found.value : undefined;
  return useMemo(() => (lines ?? []).map((line) => linePath(inDegrees(line))).join(''), [lines]);
}

/** Reserves space for the map until it is rendered. */
export function MapRoom() {
  return (
    <div className="map" aria-hidden>
      <div className="map-drawing" />
      <p>{'\u00a0'}</p>
    </div>
  );
}

type NameProps = { name: string; at: MapPoint; size: number; frame: Frame; pins: readonly MapPoint[] };

function Name({ name, at, size, frame, pins }: NameProps) {
  const here = nameAt(name, at, size, frame);
  if (here === null || (pins.length > 0 && !isInSight(name, here, size, frame, pins))) return null;
  return (
    <text className="map-name" x={here.x} y={here.y} fontSize={size} textAnchor="middle">
      {name}
    </text>
  );
}

function Between({ places: [a, b], width }: { places: readonly MapPoint[]; width: number }) {
  if (a === undefined || b === undefined) return null;
  return <line className="map-between" x1={a.x} y1={a.y} x2={b.x} y2={b.y} strokeWidth={width} />;
}

/**
 * A map pin with its letter. The second pin's letter goes below its point, so that both are readable at the same address.
 */
function Pin({
  place,
  unit,
  below,
  isOther,
}: {
  place: MapPoint & { label: string };
  unit: number;
  below: boolean;
  /** The second of two compared reports, which has its own color everywhere. */
  isOther: boolean;
}) {
  const y = place.y + (below ? 5 : -5) * unit;
  return (
    <g className={isOther ? 'map-pin map-pin-other' : 'map-pin'}>
      <circle cx={place.x} cy={place.y} r={unit * 1.1} />
      <circle cx={place.x} cy={y} r={unit * 3.6} />
      <text x={place.x} y={y + unit * 1.7} fontSize={unit * 4.8} textAnchor="middle">
        {place.label}
      </text>
    </g>
  );
}
