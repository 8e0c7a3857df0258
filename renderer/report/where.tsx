import { memo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Place, Point, ReportKind } from '#shared/domain/report.ts';
import { isInside, metersToRing, type Ring } from '#shared/screening/geometry.ts';
import boundaryFile from '../../resources/hartford/boundary.json' with { type: 'json' };
import { useAfterPaint } from '../hooks/use-after-paint.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { CityMap, MapRoom } from '../ui/city-map.tsx';
import { Missing } from '../ui/tag.tsx';
import { farWords } from '../wording/far-words.ts';
import { placeWords } from '../wording/place-words.ts';
import { PlainFacts } from './plain-facts.tsx';
import { Fact, Section } from './section.tsx';

const BOUNDARY = boundaryFile.ring.map(([lon = 0, lat = 0]): [number, number] => [lon, lat]) satisfies Ring;
/**
 * If a point is within this many meters of the boundary, the officer should check it: it is only a few houses away from
 * the boundary, or the reporter may have clicked imprecisely on the map.
 */
const NEAR = 300;

export function Where({ kind, place }: { kind: ReportKind; place: Place }) {
  return (
    <Section holds="street" title={t('common.location')}>
      <dl className="facts">
        <Fact
          term={t('common.address')}
          field="where.address"
          value={place.unit === null ? place.address : `${place.address}, ${place.unit}`}
        />
        <Fact
          term={t('common.city')}
          field="where.city"
          value={place.neighborhood === null ? place.city : `${place.neighborhood}, ${place.city}`}
        />
        <Fact term={t('common.locationType')} field="where.placeType" value={placeWords(place)} />
        <PlainFacts group="where" kind={kind} told={place} />
        {place.point === null && (
          <div className="fact">
            <dt>{t('report.map')}</dt>
            <dd>
              <Missing>{t('report.notMapped')}</Missing>
            </dd>
          </div>
        )}
      </dl>
      {place.point !== null && <SpotOf place={place} point={place.point} />}
    </Section>
  );
}

/** What happened online or by phone is on the map where the reporter lives, which says little: there it is folded. */
function SpotOf({ place: { placeType }, point }: { place: Place; point: Point }) {
  const [isOpen, setOpen] = useState(false);
  const printing = usePrinting();
  if (placeType !== 'online' || printing) return <Spot lat={point.lat} lon={point.lon} />;
  return (
    <>
      <Button className="button button-link" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? t('report.hideMap') : t('report.showMap')}
      </Button>
      {isOpen && <Spot lat={point.lat} lon={point.lon} />}
    </>
  );
}

/**
 * Memoized per point, because the report around it re-renders on every clock tick. The map renders after the text, in
 * space reserved for it, so that nothing shifts.
 */
const Spot = memo(function Spot({ lat, lon }: Point) {
  const seen = useAfterPaint();
  const printing = usePrinting();
  if (!seen && !printing) return <MapRoom />;
  const point = { lat, lon };
  return <CityMap marks={[{ point, label: '•' }]} words={boundaryWords(point, BOUNDARY)} />;
});

/**
 * Describes where a point is relative to the city boundary, with its distance if it is outside or close to the boundary.
 */
export function boundaryWords(point: Point, boundary: Ring): string {
  const meters = metersToRing(point, boundary);
  const far = farWords(meters);
  if (!isInside(point, boundary)) return t('report.outsideTheCityFarPastThe', { far });
  return meters <= NEAR ? t('report.insideTheCityButOnlyFar', { far }) : t('report.insideTheCity');
}
