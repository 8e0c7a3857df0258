import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar, LinePath } from '@visx/shape';
import { useRef } from 'react';
import { useWidth } from '../hooks/use-width.ts';
import { locale, t } from '../t.ts';
import { cellWords, type Drawing, type FigureView } from './figure-view.ts';

const HEIGHT = 190;
const MARGIN = { top: 8, right: 8, bottom: 24, left: 40 };
/** Width of one character of an axis label, and of the gap between two labels, in pixels. */
const CHARACTER = 6.5;
const GAP = 12;
const Y_TICKS = 4;

/**
 * A chart over days or hours, as grouped columns or as lines, drawn by visx as plain SVG whose colors come from the style
 * sheet. For screen readers it is an image with a summary; the table has the numbers.
 */
export function TimeChart({ view, drawing }: { view: FigureView; drawing: Drawing }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <div className="time-chart" ref={frame}>
      {width > 0 && <Plot view={view} drawing={drawing} width={width} />}
    </div>
  );
}

function Plot({ view, drawing, width }: { view: FigureView; drawing: Drawing; width: number }) {
  const { rows, columns, title } = view;
  const labels = view.ticks ?? rows.map((row) => String(row[0]));
  const series = drawing.series.map((at) => ({ at, name: columns[at] ?? '' }));
  const valueOf = (row: number, at: number) => {
    const value = rows[row]?.[at];
    return typeof value === 'number' ? value : null;
  };
  const most = Math.max(1, ...rows.flatMap((_, row) => series.map(({ at }) => valueOf(row, at) ?? 0)));
  const right = Math.max(MARGIN.left + 1, width - MARGIN.right);
  const bottom = HEIGHT - MARGIN.bottom;
  const x = scaleBand({ domain: rows.map((_, row) => row), range: [MARGIN.left, right], padding: 0.25 });
  const y = scaleLinear({ domain: [0, Math.max(Y_TICKS, most)], range: [bottom, MARGIN.top], nice: Y_TICKS });
  const inner = scaleBand({ domain: series.map((_, n) => n), range: [0, x.bandwidth()], padding: 0.08 });
  const tickWidth = GAP + CHARACTER * Math.max(1, ...labels.map(({ length }) => length));
  const every = Math.max(1, Math.ceil((rows.length * tickWidth) / Math.max(1, right - MARGIN.left)));
  const middle = (row: number) => (x(row) ?? 0) + x.bandwidth() / 2;

  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={summaryOf(title, view, series)}>
      <GridRows scale={y} left={MARGIN.left} width={right - MARGIN.left} numTicks={Y_TICKS} className="chart-grid" />
      {drawing.shape === 'lines'
        ? series.flatMap(({ at, name }, n) =>
            // A day that wasn't counted is a gap: a line across it would suggest that there is data.
            runsOf(rows.map((_, row) => valueOf(row, at))).map((run) => (
              <LinePath
                className={`chart-line series-${n + 1}`}
                data={run}
                x={({ row }) => middle(row)}
                y={({ value }) => y(value)}
                key={`${name} ${run[0]?.row}`}
              />
            )),
          )
        : rows.map((row, index) =>
            series.map(({ at, name }, n) => {
              const value = valueOf(index, at) ?? 0;
              return (
                <Bar
                  className={`series-${n + 1}`}
                  x={(x(index) ?? 0) + (inner(n) ?? 0)}
                  y={y(value)}
                  width={inner.bandwidth()}
                  height={bottom - y(value)}
                  key={`${String(row[0])} ${name}`}
                >
                  <title>{`${labels[index] ?? ''}, ${name}: ${cellWords(view, value, at)}`}</title>
                </Bar>
              );
            }),
          )}
      {drawing.shape === 'lines' &&
        series.map(({ at, name }, n) =>
          rows.map((row, index) => {
            const value = valueOf(index, at);
            return (
              value !== null && (
                <circle
                  className={`chart-dot series-${n + 1}`}
                  cx={middle(index)}
                  cy={y(value)}
                  r={3}
                  key={`${String(row[0])} ${name}`}
                >
                  <title>{`${labels[index] ?? ''}, ${name}: ${cellWords(view, value, at)}`}</title>
                </circle>
              )
            );
          }),
        )}
      <AxisLeft
        scale={y}
        left={MARGIN.left}
        numTicks={Y_TICKS}
        hideAxisLine
        hideTicks
        tickFormat={(value) => (Number.isInteger(Number(value)) ? Number(value).toLocaleString(locale()) : '')}
        tickLabelProps={{ className: 'chart-tick', textAnchor: 'end', dx: '-0.25em', dy: '0.3em' }}
      />
      <AxisBottom
        scale={x}
        top={bottom}
        hideTicks
        axisLineClassName="chart-axis"
        tickValues={rows.map((_, row) => row).filter((row) => row % every === 0)}
        tickFormat={(row) => labels[row] ?? ''}
        tickLabelProps={{ className: 'chart-tick', textAnchor: 'middle' }}
      />
    </svg>
  );
}

type Point = { row: number; value: number };

/** Splits a series into runs of consecutive values, separated by missing ones. */
export function runsOf(values: readonly (number | null)[]): Point[][] {
  const runs: Point[][] = [];
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    if (row > 0 && values[row - 1] != null) runs.at(-1)?.push({ row, value });
    else runs.push([{ row, value }]);
  }
  return runs;
}

/**
 * Summarizes a chart for screen readers, for example "Received and decided per day. Received: last 9, at most 44; …".
 */
function summaryOf(title: string, { rows }: FigureView, series: readonly { at: number; name: string }[]): string {
  const parts = series.map(({ at, name }) => {
    const values = rows.map((row) => row[at]).filter((value) => typeof value === 'number');
    return t('figures.chartPart', { name, last: values.at(-1) ?? 0, most: Math.max(0, ...values) });
  });
  return t('figures.chartSummary', { title, parts: parts.join('; ') });
}
