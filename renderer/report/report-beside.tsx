import { useState } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { useAfterPaint } from '../hooks/use-after-paint.ts';
import { Attachments } from './attachments.tsx';
import { Unsent } from './corrections.tsx';
import { Hints } from './hints.tsx';
import { MissingLine } from './missing-line.tsx';
import { NewsLine } from './news-line.tsx';
import { ReportSections } from './report-facts.tsx';
import { RequirementsLine } from './requirements-line.tsx';

/**
 * The report next to the form for deciding it: what is new, what is missing, its flags, and what the reporter wrote.
 */
export function ReportBeside({ view, policy }: { view: ReportView; policy: Policy }) {
  const [wholeNarrative, setWholeNarrative] = useState(false);
  const { report, hints } = view;
  // The officer looks at the form first, and it opens faster if this renders later.
  if (!useAfterPaint()) return null;
  return (
    <>
      <NewsLine report={report} />
      <RequirementsLine view={view} policy={policy} />
      <Unsent value={view.outbox}>
        <MissingLine report={report} policy={policy} />
      </Unsent>
      {hints.length > 0 && <Hints view={{ ...view, here: false }} />}
      <Unsent value={view.outbox}>
        <ReportSections
          report={report}
          wholeNarrative={wholeNarrative}
          onWholeNarrative={setWholeNarrative}
          underProperty={<Attachments report={report} />}
          underLocation={null}
        />
      </Unsent>
    </>
  );
}
