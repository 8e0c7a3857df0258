import type { Policy } from '#shared/domain/policy.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { Hints } from './hints.tsx';
import { MissingLine } from './missing-line.tsx';
import { ReportFacts } from './report-facts.tsx';

/** Shows, read-only, what the first decision was based on: the report, its flags, and missing items. */
export function ReviewedReport({ view, policy }: { view: ReportView; policy: Policy | null }) {
  return (
    <>
      <MissingLine report={view.report} policy={policy} />
      {view.hints.length > 0 && <Hints view={{ ...view, here: false }} />}
      <ReportFacts report={view.report} />
    </>
  );
}
