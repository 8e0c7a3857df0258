import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { ReportView, ShownSameSender } from '#shared/ipc-shapes.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { StateTag, shownState } from '../ui/state-tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { historyWords } from '../wording/history-words.ts';
import { Section } from './section.tsx';

/**
 * Number of reports shown at first, enough to give an impression of the reporter's history; the rest are shown on demand.
 */
const FIRST = 6;

type Props = { view: Pick<ReportView, 'report' | 'sameSender'>; onOpen: (id: string) => void };

/**
 * Other reports by the same reporter and their outcomes, newest first, including those that only the server has.
 */
export function SameSender({ view: { report, sameSender }, onOpen }: Props) {
  const { value, error } = useLive('same-sender.on-server', { reportId: report.id }, ['sync']);
  const [all, setAll] = useState(false);
  const titles = useTitles();
  const printing = usePrinting();
  const rows = useMemo(() => together(sameSender, value?.reports ?? []), [sameSender, value]);
  if (rows.length === 0) return null;
  return (
    <Section title={t('report.otherReportsFromThisReporter')} aside={t('common.nReports', { n: rows.length })}>
      <ul className="duplicates">
        {(all || printing ? rows : rows.slice(0, FIRST)).map((row) => (
          <li key={row.reportId}>
            <Button className="duplicate" onPress={() => onOpen(row.reportId)}>
              <span className="cell-number">{row.trackingNumber}</span>
              <span className="duplicate-what">
                <span className="cut">
                  {titles.report(row)} · {row.location}
                </span>
                {row.outcome !== null && (
                  <span className="cut faint">{historyWords({ event: row.outcome }, titles)}</span>
                )}
              </span>
              <StateTag state={shownState(row)} />
              <span className="faint">
                <DayTime at={row.receivedAt} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {rows.length > FIRST && (
        <Button className="button button-link" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('report.showFewer') : t('linkage.showAll')}
        </Button>
      )}
      {error !== null && <p className="faint">{t('report.offlineOlderReportsNotShown')}</p>}
    </Section>
  );
}

/** Merges both lists without duplicates, newest first. Local entries win, because they include decisions not sent yet. */
function together(here: readonly ShownSameSender[], onServer: readonly ShownSameSender[]): ShownSameSender[] {
  const ids = new Set(here.map(({ reportId }) => reportId));
  return [...here, ...onServer.filter(({ reportId }) => !ids.has(reportId))].sort((a, b) =>
    a.receivedAt < b.receivedAt ? 1 : -1,
  );
}
