import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { StateTag, shownState } from '../ui/state-tag.tsx';
import { Tag } from '../ui/tag.tsx';

type Incident = NonNullable<ReportView['incident']>;

/**
 * Maximum number of reports shown at first. If there are more, only the two compared reports and the primary are shown,
 * so that the comparison has room in a small window.
 */
const MOST = 6;

/** All reports of one incident in order of receipt, with the primary report marked. */
export function IncidentStrip({
  incident: { reports, decided, ...incident },
  shown,
  kept,
}: {
  incident: Incident;
  shown: readonly [string, string];
  /**
   * Number of the report to keep. It is marked as the primary if the current primary is one of the two compared
   * reports.
   */
  kept: string | null;
}) {
  const [a, b] = shown;
  const [all, setAll] = useState(false);
  const isShown = reports.some(({ id, trackingNumber }) => shown.includes(id) && trackingNumber === incident.primary);
  const primary = isShown ? (kept ?? incident.primary) : incident.primary;
  const matter = reports.filter(({ id, trackingNumber }) => id === a || id === b || trackingNumber === primary);
  const many = reports.length > MOST;
  return (
    <section
      className="incident"
      aria-label={t(decided ? 'compare.reportsOfTheSameIncident' : 'compare.reportsMaybeOfOneIncident')}
    >
      <h2 className="section-title">
        {t(decided ? 'compare.nReportsOfTheSameIncident' : 'compare.nReportsMaybeOfOneIncident', { n: reports.length })}
        {many && (
          <Button className="button button-quiet" aria-expanded={all} onPress={() => setAll(!all)}>
            {all ? t('report.showFewer') : t('linkage.showAll')}
          </Button>
        )}
      </h2>
      <ul className="incident-reports">
        {(many && !all ? matter : reports).map(({ id, trackingNumber, state, unsent, receivedAt }) => (
          <li key={id} className="incident-report">
            {id === a && <span className="side-mark">A</span>}
            {id === b && <span className="side-mark side-mark-other">B</span>}
            <span className="cell-number">{trackingNumber}</span>
            <StateTag state={shownState({ state, unsent })} />
            <span className="faint">
              <TimeAgo at={receivedAt} />
            </span>
            {trackingNumber === primary && <Tag tone="ok">{t('compare.primary')}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  );
}
