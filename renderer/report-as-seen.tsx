import { useState } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Output } from '#shared/ipc.ts';
import { changesReport, shownFlags } from './model/as-seen.ts';
import { type PolicyChange, policySince } from './model/policy-since.ts';
import { Answered } from './report/answered.tsx';
import { CopiedFrom } from './report/copy-value.tsx';
import { CorrectedSince, Corrections } from './report/corrections.tsx';
import { MissingItems } from './report/missing-line.tsx';
import { Narrative } from './report/narrative.tsx';
import { RequirementsState } from './report/requirements-line.tsx';
import { Section } from './report/section.tsx';
import { Timeline } from './report/timeline.tsx';
import { What } from './report/what.tsx';
import { Where } from './report/where.tsx';
import { When, Who } from './report/who-when.tsx';
import { t } from './t.ts';
import { Notice } from './ui/notice.tsx';
import { Titles } from './ui/titles.tsx';

const POLICY_WORDS: Record<PolicyChange['what'], Record<PolicyChange['is'], string>> = {
  letter: { changed: t('trail.letterChanged'), gone: t('trail.letterGone') },
  reason: { changed: t('trail.reasonChanged'), gone: t('trail.reasonGone') },
  offense: { changed: t('trail.offenseChanged'), gone: t('trail.offenseGone') },
  item: { changed: t('trail.itemChanged'), gone: t('trail.itemGone') },
};

/** Acts on reports that may already be closed; requirements aren't shown for them. */
const AFTER_DECISIONS: readonly ActKind[] = ['return', 'note', 'message'];

/** A report as an officer saw it when deciding; changes since then are marked in place. */
export function ReportAsSeen({
  seen: { row, report, since, seen, policy },
  now,
}: {
  seen: Output<'audit.decision'>;
  /** The policy in force. */
  now: Policy | null;
}) {
  const [whole, setWhole] = useState(false);
  if (report === null || since === null || seen === null) return null;
  const later = since.history.slice(1);
  const flags = shownFlags(row.circumstances);
  const otherwise = policy === null || now === null ? [] : policySince(row, policy, now);
  const changes = later.filter(changesReport).length + otherwise.length;
  return (
    <Titles policy={policy}>
      <div className="as-seen">
        <Notice tone={changes === 0 ? 'ok' : 'warn'}>
          {changes === 0 ? t('trail.nothingChangedSince') : t('trail.nChangesSince', { n: changes })}{' '}
          {t('trail.reportVersionPolicyVersion', { report: seen.reportVersion, policy: seen.policyVersion })}
        </Notice>
        {otherwise.length > 0 && now !== null && (
          <div className="changed-since">
            <p>{t('trail.policyNowVersion', { version: now.version })}</p>
            <ul className="trail-list">
              {otherwise.map(({ what, is }, at) => (
                // Two items may have changed in the same way.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={at}>{POLICY_WORDS[what][is]}</li>
              ))}
            </ul>
          </div>
        )}
        {policy !== null && !AFTER_DECISIONS.includes(row.kind) && (
          <>
            {flags !== null && <RequirementsState view={{ report, hints: flags }} policy={policy} />}
            <MissingItems report={report} policy={policy} />
          </>
        )}
        <Narrative text={report.facts.how} whole={whole} onWhole={setWhole} />
        <CopiedFrom value={report.id}>
          <CorrectedSince value={since.corrections}>
            <Corrections value={report.corrections}>
              <Answered questions={report.facts.answeredYes} />
              <What kind={report.kind} facts={report.facts} />
              <When facts={report.facts} receivedAt={report.receivedAt} />
              <Where kind={report.kind} place={report.facts.where} />
              <Who kind={report.kind} person={report.facts.who} />
            </Corrections>
          </CorrectedSince>
        </CopiedFrom>
        {report.attachments.length + since.attachments.length > 0 && (
          <Section title={t('common.attachments')} aside={report.attachments.length}>
            <ul className="trail-list">
              {report.attachments.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
              {since.attachments.map(({ id, name }) => (
                <li key={id} className="changed-since">
                  {t('trail.fileAddedSince', { name })}
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Timeline entries={report.history} />
        {later.length > 0 && (
          <div className="changed-since">
            <Timeline title={t('trail.changedSince')} entries={later} />
          </div>
        )}
      </div>
    </Titles>
  );
}
