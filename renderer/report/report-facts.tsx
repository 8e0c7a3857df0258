import { useState } from 'react';
import type { Report } from '#shared/domain/report.ts';
import { Attachments } from './attachments.tsx';
import { Corrections } from './corrections.tsx';
import { Narrative } from './narrative.tsx';
import { Timeline } from './timeline.tsx';
import { What } from './what.tsx';
import { Where } from './where.tsx';
import { When, Who } from './who-when.tsx';

/** What a report says, for pages that only show it: no flags, no duplicates, nothing to do. */
export function ReportFacts({ report }: { report: Report }) {
  const [wholeNarrative, setWholeNarrative] = useState(false);
  return (
    <>
      <ReportSections report={report} wholeNarrative={wholeNarrative} onWholeNarrative={setWholeNarrative} />
      <Attachments report={report} />
      <Timeline entries={report.history} />
    </>
  );
}

/** What the reporter entered, with corrections. */
export function ReportSections({
  report: { kind, facts, corrections, receivedAt },
  wholeNarrative,
  onWholeNarrative,
}: {
  report: Report;
  wholeNarrative: boolean;
  onWholeNarrative: (whole: boolean) => void;
}) {
  return (
    <>
      <Narrative text={facts.how} whole={wholeNarrative} onWhole={onWholeNarrative} />
      <Corrections value={corrections}>
        <What kind={kind} facts={facts} />
        <div className="report-pair">
          <When facts={facts} receivedAt={receivedAt} />
          <Where kind={kind} place={facts.where} />
        </div>
        <Who kind={kind} person={facts.who} />
      </Corrections>
    </>
  );
}
