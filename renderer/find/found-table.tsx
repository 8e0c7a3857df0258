import type { FoundRow } from '#shared/find-api.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { useTitles } from '../ui/titles.tsx';

/** Reports that were found, newest first. */
export function FoundTable({ rows, onOpen }: { rows: readonly FoundRow[]; onOpen: (reportId: string) => void }) {
  const titles = useTitles();
  return (
    <table className="tray-table found-table" aria-label={t('find.foundReports')}>
      <thead>
        <tr>
          <th scope="col">{t('find.report')}</th>
          <th scope="col">{t('common.reporter')}</th>
          <th scope="col">{t('common.location')}</th>
          <th scope="col">{t('common.status')}</th>
          <th scope="col">{t('find.received')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.reportId}>
            <th scope="row">
              <ReportLink {...row} onOpen={onOpen} />
              <span className="tray-more">
                {titles.report(row)}
                {row.caseNumber !== null &&
                  ` · ${t(row.state === 'approved' ? 'common.caseNumber2' : 'common.voidCaseNumber', { number: row.caseNumber })}`}
              </span>
            </th>
            <td dir="auto">{row.name}</td>
            <td dir="auto">{row.location}</td>
            <td>
              <StateTag state={row.state} />
            </td>
            <td>
              <DayTime at={row.receivedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
