import { locale, t } from '../t.ts';
import type { Drawing, FigureView } from './figure-view.ts';

/** One stacked bar per row, with its sum; screen readers announce each part. */
export function BarList({ view, drawing }: { view: FigureView; drawing: Drawing }) {
  const { title, columns, rows } = view;
  const bars = rows.map((row) => {
    const parts = drawing.series.map((at) => ({ name: columns[at] ?? '', value: Number(row[at] ?? 0) }));
    return { label: String(row[0]), parts, sum: parts.reduce((sum, { value }) => sum + value, 0) };
  });
  const most = Math.max(1, ...bars.map(({ sum }) => sum));
  const count = (value: number) => value.toLocaleString(locale());
  return (
    <table className="bar-list" aria-label={title}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{t('figures.count')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, parts, sum }, nth) => (
          // Two people, or a person and an old account, may have the same name.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={nth}>
            <th scope="row">{label}</th>
            <td>
              <span className="bar-line">
                {parts.map(({ name, value }, at) => (
                  <span
                    className={`bar-part series-${at + 1}`}
                    style={{ width: `${(value / most) * 100}%` }}
                    title={`${name}: ${count(value)}`}
                    aria-hidden
                    key={name}
                  />
                ))}
                <span className="bar-number">{count(sum)}</span>
              </span>
              {parts.length > 1 && (
                <span className="visually-hidden">
                  {parts.map(({ name, value }) => `${name}: ${count(value)}`).join(', ')}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
