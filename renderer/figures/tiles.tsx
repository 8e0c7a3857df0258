import { Button } from 'react-aria-components';
import type { Figures } from '#shared/domain/figures.ts';
import { locale, t } from '../t.ts';
import { durationWords, percentWords, shareOf, totalOf } from './figure-view.ts';

/** Shows the most important figures. */
export function Tiles({
  figures,
  onReceived,
}: {
  figures: Figures;
  /** Lists the received reports; null if not all of them are on this workstation. */
  onReceived: (() => void) | null;
}) {
  const { days, promise, decision } = figures;
  const last = days.at(-1);
  const kept = shareOf(promise.kept, promise.kept + promise.late);
  const count = (value: number | null | undefined) => value?.toLocaleString(locale()) ?? '–';
  /** The sum over the days with data; null if there are none. */
  const sumOf = (field: 'received' | 'decided') => {
    const known = days.flatMap((day) => day[field] ?? []);
    return known.length === 0 ? null : totalOf(known, Number);
  };
  const tiles: readonly [name: string, value: string, means: string][] = [
    [t('figures.received'), count(sumOf('received')), t('figures.receivedTile')],
    [t('figures.decided'), count(sumOf('decided')), t('figures.decidedTile')],
    [t('figures.openAtTheEnd'), count(last?.open), t('figures.openTile')],
    [t('figures.overdueAtTheEnd'), count(last?.overdue), t('figures.overdueTile')],
    [
      t('figures.answeredInTime'),
      kept === null ? '–' : percentWords(kept),
      t('figures.inTimeTile', { n: figures.promiseDays }),
    ],
    [
      t('figures.medianToDecision'),
      decision.median === null
        ? '–'
        : decision.exact === true
          ? durationWords(decision.median)
          : t('figures.about', { value: durationWords(decision.median) }),
      t('figures.medianTile'),
    ],
  ];
  return (
    <dl className="figure-tiles">
      {tiles.map(([name, value, means]) => (
        <div className="figure-tile" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd className="figure-tile-means">{means}</dd>
          {name === t('figures.received') && onReceived !== null && (
            <dd className="figure-tile-means">
              <Button className="button button-link" aria-label={t('figures.listReceived')} onPress={onReceived}>
                {t('figures.list')}
              </Button>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
