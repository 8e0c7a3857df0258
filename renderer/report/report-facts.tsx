import { type ReactNode, useState } from 'react';
import type { Report } from '#shared/domain/report.ts';
import { Answered } from './answered.tsx';
import { Attachments } from './attachments.tsx';
import { CopiedFrom } from './copy-value.tsx';
import { Corrections } from './corrections.tsx';
import { Narrative } from './narrative.tsx';
import { Timeline } from './timeline.tsx';
import { What } from './what.tsx';
import { Where } from './where.tsx';
import { When, Who } from './who-when.tsx';

/** The contents of a report, for pages that only show it: no flags, duplicates or actions. */
export function ReportFacts({ report }: { report: Report }) {
  const [wholeNarrative, setWholeNarrative] = useState(false);
  return (
    <ReportSections
      report={report}
      wholeNarrative={wholeNarrative}
      onWholeNarrative={setWholeNarrative}
      underProperty={<Attachments report={report} />}
      underLocation={<Timeline entries={report.history} />}
    />
  );
}

/**
 * Shows what the reporter entered, with corrections. If there is room, uses two columns: what happened, and who, when
 * and where.
 */
export function ReportSections({
  report: { id, kind, facts, corrections, receivedAt },
  wholeNarrative,
  onWholeNarrative,
  underProperty,
  underLocation,
}: {
  report: Report;
  wholeNarrative: boolean;
  onWholeNarrative: (whole: boolean) => void;
  underProperty: ReactNode;
  underLocation: ReactNode;
}) {
  return (
    <CopiedFrom value={id}>
      <Corrections value={corrections}>
        <div className="report-columns">
          <div className="report-column">
            <Narrative text={facts.how} whole={wholeNarrative} onWhole={onWholeNarrative} />
            <Answered questions={facts.answeredYes} />
            <What kind={kind} facts={facts} />
            {underProperty}
          </div>
          <div className="report-column">
            <Who kind={kind} person={facts.who} />
            <div className="report-pair">
              <When facts={facts} receivedAt={receivedAt} />
              <Where kind={kind} place={facts.where} reportId={id} />
            </div>
            {underLocation}
          </div>
        </div>
      </Corrections>
    </CopiedFrom>
  );
}
