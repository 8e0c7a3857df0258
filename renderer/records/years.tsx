import { locale, t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';

/** Each year's numbers in one line, and an alarm if one is missing, which only a change of the database explains. */
export function Years() {
  const years = useLive('case-numbers.years', undefined).value?.rows ?? [];
  if (years.length === 0) return null;
  const gaps = years.filter(({ missing }) => missing.length > 0);
  return (
    <div className="year-lines">
      {gaps.map(({ year, missing }) => (
        <Notice tone="danger" role="alert" key={year} title={t('find.numbersMissing', { year: String(year) })}>
          {t('find.numbersMissingWhich', { serials: missing.map((one) => one.toLocaleString(locale())).join(', ') })}
        </Notice>
      ))}
      <ul className="year-list">
        {years.map(({ year, given, voided, removed, missing }) => (
          <li key={year}>
            <b>{year}</b> {t('find.yearLine', { n: given, voided, removed })}{' '}
            {missing.length === 0 && <span className="faint">{t('find.noGaps')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
