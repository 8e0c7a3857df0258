import { CircleCheck, Flag } from 'lucide-react';
import type { Policy } from '#shared/domain/policy.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { type Flagged, openRequirements } from '../model/requirements.ts';
import { t } from '../t.ts';
import { useTitles } from '../ui/titles.tsx';

/** One line that lists the unmet requirements, or says that there are none; an approval must answer each. */
export function RequirementsLine({ view, policy }: { view: ReportView; policy: Policy | null }) {
  return policy === null || !isOpen(view.report.state) ? null : <RequirementsState view={view} policy={policy} />;
}

/** Like `RequirementsLine`, but also for closed reports. */
export function RequirementsState({ view, policy }: { view: Flagged; policy: Policy }) {
  const titles = useTitles();
  const open = new Set(openRequirements(view, policy).map(({ reason }) => titles.text(reason.title)));
  if (open.size === 0) {
    return (
      <p className="requirements-line">
        <CircleCheck className="tag-icon" aria-hidden />
        <span>{t('report.noRequirementOpen')}</span>
      </p>
    );
  }
  return (
    <p className="requirements-line requirements-open">
      <Flag className="tag-icon" aria-hidden />
      <span>
        <strong>{t('report.nRequirementsOpen', { n: open.size })}</strong> {[...open].join(' · ')}
      </span>
    </p>
  );
}
