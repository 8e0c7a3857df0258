import { CircleHelp } from 'lucide-react';
import { useContext } from 'react';
import { correctedFacts, knownFacts } from '#shared/domain/known-facts.ts';
import { missingCodes } from '#shared/domain/missing.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { t } from '../t.ts';
import { useTitles } from '../ui/titles.tsx';
import { Unsent, unsentCorrections } from './corrections.tsx';

/**
 * One line at the top that lists the items missing from a report of this kind. In the follow-up form, these items are
 * already checked.
 */
export function MissingLine({ report, policy }: { report: Report; policy: Policy | null }) {
  return policy === null || !isOpen(report.state) ? null : <MissingItems report={report} policy={policy} />;
}

/** Like `MissingLine`, but also for closed reports. What was corrected is not missing, even before it is sent. */
export function MissingItems({ report, policy }: { report: Report; policy: Policy }) {
  const titles = useTitles();
  const unsent = unsentCorrections(useContext(Unsent));
  const facts = correctedFacts(knownFacts(report), unsent);
  const codes = missingCodes({ kind: report.kind, facts, corrections: [] }, policy);
  if (codes.length === 0) return null;
  return (
    <p className="missing-line">
      <CircleHelp className="tag-icon" aria-hidden />
      <span>
        <strong>{t('report.missing')}</strong> {titles.missing(codes).join(' · ')}
      </span>
    </p>
  );
}
