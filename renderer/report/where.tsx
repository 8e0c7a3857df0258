import { memo } from 'react';
import type { Place, Point } from '#shared/domain/incident.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { isInside, metersToRing, type Ring } from '#shared/screening/geometry.ts';
import { useCity } from '../hooks/city.tsx';
import { useAfterPaint } from '../hooks/use-after-paint.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { CityMap, MapRoom } from '../ui/city-map.tsx';
import { FoldedMap } from '../ui/folded-map.tsx';
import { Missing } from '../ui/tag.tsx';
import { useLive } from '../use-live.ts';
import { farWords } from '../wording/far-words.ts';
import { placeWords } from '../wording/place-words.ts';
import { PlainFacts } from './plain-facts.tsx';
import { Fact, Section } from './section.tsx';

/**
 * If a point is within this many meters of the boundary, the officer should check it: it is only a few houses away from
 * the boundary, or the reporter may have clicked imprecisely on the map.
 */
const NEAR = 300;

export function Where({
  kind,
  place,
  reportId = null,
}: {
  kind: ReportKind;
  place: Place;
  /** The id of a report on this workstation, used to show other reports nearby; null to show none. */
  reportId?: string | null;
}) {
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
      {place.point !== null &&
        (place.placeType === 'online' ? (
          <FoldedMap>
            <Spot {...place.point} reportId={reportId} />
          </FoldedMap>
        ) : (
          <Spot {...place.point} reportId={reportId} />
        ))}
    </Section>
  );
}

/**
 * Memoized per point, because the report around it re-renders on every clock tick. The map renders after the text, in
 * space reserved for it, so that nothing shifts.
 */
const Spot = memo(function Spot({ lat, lon, reportId }: Point & { reportId: string | null }) {
  const seen = useAfterPaint();
  const nearby = useLive('report.nearby', seen && reportId !== null ? { id: reportId } : null, ['reports']);
  const dots = nearby.fresh ? (nearby.value ?? []) : [];
  const printing = usePrinting();
  const city = useCity();
  if (!seen && !printing) return <MapRoom />;
  const point = { lat, lon };
  const words = [
    ...(city === null ? [] : [boundaryWords(point, city.boundary)]),
    ...(dots.length === 0 ? [] : [t('report.nOthersNearby', { n: dots.length })]),
  ];
  return <CityMap marks={[{ point, label: '•' }]} dots={dots} words={words.join(' ')} />;
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
