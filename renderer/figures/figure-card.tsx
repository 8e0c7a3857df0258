import { ChartColumn, FileDown, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Figures } from '#shared/domain/figures.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { BarList } from './bar-list.tsx';
import { cellWords, type FigureView, fileName, fileTable } from './figure-view.ts';
import { Legend } from './legend.tsx';
import { TimeChart } from './time-chart.tsx';

/** A table with more columns than this takes the full width. */
const WIDE = 6;

/** One figure with its definition, as a chart, a table, or a spreadsheet file. */
export function FigureCard({ view, figures }: { view: FigureView; figures: Figures }) {
  const [asTable, setAsTable] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const titleId = useId();
  const task = useTask();
  const { title, means, columns, rows, drawing } = view;
  const save = () =>
    task.run('csv', async () => {
      setSaved(false);
      setSaved((await ask('figures.save', fileTable(view, fileName(view, figures)))).saved);
    });
  return (
    <section className={columns.length > WIDE ? 'figure figure-wide' : 'figure'} aria-labelledby={titleId}>
      <header className="figure-head">
        <h2 className="section-title figure-title" id={titleId}>
          {title}
        </h2>
        {drawing !== null && rows.length > 0 && (
          <Button
            className="button button-quiet"
            aria-label={asTable ? t('figures.showChartOf', { title }) : t('figures.showTableOf', { title })}
            onPress={() => setAsTable(!asTable)}
          >
            {asTable ? <ChartColumn className="icon" aria-hidden /> : <Table2 className="icon" aria-hidden />}
            {asTable ? t('figures.chart') : t('figures.table')}
          </Button>
        )}
        {rows.length > 0 && (
          <Button
            className="button button-quiet"
            aria-label={t('figures.saveCsvOf', { title })}
            isPending={task.busy !== null}
            onPress={save}
          >
            <FileDown className="icon" aria-hidden />
            {t('figures.csv')}
          </Button>
        )}
      </header>
      {task.error !== null && <ErrorNotice error={task.error} title={t('ui.fileNotSaved')} onRetry={save} />}
      {isSaved && <Notice tone="ok" role="status" title={t('figures.saved')} />}
      {rows.length === 0 ? (
        <p className="faint">{t('figures.nothingInThisTime')}</p>
      ) : drawing === null || asTable ? (
        <FigureTable view={view} />
      ) : (
        <>
          {drawing.series.length > 1 && <Legend names={drawing.series.map((at) => columns[at] ?? '')} />}
          {drawing.shape === 'bars' ? (
            <BarList view={view} drawing={drawing} />
          ) : (
            <TimeChart view={view} drawing={drawing} />
          )}
        </>
      )}
      <p className="figure-means">{means}</p>
    </section>
  );
}

function FigureTable({ view }: { view: FigureView }) {
  const { title, columns, rows } = view;
  return (
    // Scrolls on its own, so it must be reachable with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="figure-scroll" role="group" tabIndex={0} aria-label={title}>
      <table className="figure-table" aria-label={title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], nth) => (
            // Two people may have the same name.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={nth}>
              <th scope="row">{cellWords(view, first, 0)}</th>
              {cells.map((cell, at) => (
                <td key={columns[at + 1]}>{cellWords(view, cell, at + 1)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
