import { useState } from 'react';
import type { Output } from '#shared/ipc.ts';
import { Corrections } from './report/corrections.tsx';
import { Narrative } from './report/narrative.tsx';
import { Section } from './report/section.tsx';
import { Timeline } from './report/timeline.tsx';
import { What } from './report/what.tsx';
import { Where } from './report/where.tsx';
import { When, Who } from './report/who-when.tsx';
import { t } from './t.ts';
import { Notice } from './ui/notice.tsx';
import { Titles } from './ui/titles.tsx';

/** A report as an officer saw it when deciding, with what has changed since marked. */
export function ReportAsSeen({ seen: { report, since, seen, policy } }: { seen: Output<'audit.decision'> }) {
  const [whole, setWhole] = useState(false);
  if (report === null || since === null || seen === null) return null;
  const later = since.history.slice(1);
  return (
    <Titles policy={policy}>
      <div className="as-seen">
        <Notice tone={later.length === 0 ? 'ok' : 'warn'}>
          {later.length === 0 ? t('trail.nothingChangedSince') : t('trail.nChangesSince', { n: later.length })}{' '}
          {t('trail.reportVersionPolicyVersion', { report: seen.reportVersion, policy: seen.policyVersion })}
        </Notice>
        {later.length > 0 && (
          <div className="as-seen-since">
            <Timeline title={t('trail.changedSince')} entries={later} />
            {since.attachments.length > 0 && (
              <p>{t('trail.filesAddedSince', { names: since.attachments.map(({ name }) => name).join(', ') })}</p>
            )}
          </div>
        )}
        <Narrative text={report.facts.how} whole={whole} onWhole={setWhole} />
        <Corrections value={report.corrections}>
          <What kind={report.kind} facts={report.facts} />
          <When facts={report.facts} receivedAt={report.receivedAt} />
          <Where kind={report.kind} place={report.facts.where} />
          <Who kind={report.kind} person={report.facts.who} />
        </Corrections>
        {report.attachments.length > 0 && (
          <Section title={t('common.attachments')} aside={report.attachments.length}>
            <ul className="trail-list">
              {report.attachments.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </Section>
        )}
        <Timeline entries={report.history} />
      </div>
    </Titles>
  );
}
