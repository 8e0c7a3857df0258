import type { ReactElement } from 'react';
import { ErrorLine, type FormView, fieldErrorFor, group } from './fields.tsx';

type MapProps = {
  view: FormView;
  city: string;
  /** The URL of the street lines; null if there are none. */
  lines: string | null;
};

/**
 * Where the script draws the city map; without the script, only an existing point is shown, with a way to remove it.
 */
export function MapField({ view, city, lines }: MapProps): ReactElement {
  const { text, draft } = view;

  const message = fieldErrorFor(view, 'where.point');
  const [lat, lon] = [draft['where.lat'] ?? '', draft['where.lon'] ?? ''];
  return (
    <div
      className={group(message)}
      data-map={true}
      data-city={city}
      data-streets={lines ?? undefined}
      data-inside={text.t('portal-form.map.inside', { place: '{place}' })}
      data-outside={text.t('portal-errors.pointOutside')}
      data-none={text.t('portal-form.map.none')}
      hidden={lat === ''}
    >
      <p className="label" id="map-label">
        {text.t('portal-form.map.label')} <span className="optional">{text.t('portal-site.optional')}</span>
      </p>
      <p className="hint" id="map-hint" data-live={true} hidden={true}>
        {text.t('portal-form.map.hint')} <span className="unseen">{text.t('portal-form.map.keys')}</span>
      </p>
      <ErrorLine view={view} id="where-point" message={message} />
      <div
        className="map"
        id="where-point"
        data-canvas={true}
        data-live={true}
        hidden={true}
        role="application"
        aria-roledescription={text.t('portal-form.map.role')}
        aria-labelledby="map-label"
        aria-describedby={message === null ? 'map-hint' : 'map-hint where-point-error'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys move the point on it
        tabIndex={0}
      />
      <div className="zoom" data-live={true} hidden={true}>
        <button type="button" data-zoom="in" aria-label={text.t('portal-form.map.closer')}>
          +
        </button>
        <button type="button" data-zoom="out" aria-label={text.t('portal-form.map.wider')}>
          −
        </button>
        <p role="status" data-said={true} />
      </div>
      <input type="hidden" name="where.lat" value={lat} />
      <input type="hidden" name="where.lon" value={lon} />
      <button type="submit" className="quiet" name="edit" value="point">
        {text.t('portal-form.map.remove')}
      </button>
    </div>
  );
}
