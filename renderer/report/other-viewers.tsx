import { CircleHelp, Eye } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Report } from '#shared/domain/report.ts';
import { ask, toAppError } from '../bridge.ts';
import { usePresence } from '../hooks/presence.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { errorSentence } from '../wording/error-words.ts';

/**
 * Shows which colleague has the same report open and since when, with a button to take the report over. This never blocks
 * anyone.
 */
export function OtherViewers({ report }: { report: Report }) {
  const presence = usePresence(report.claim);
  const { now, zone } = useDesk();
  const [problem, setProblem] = useState<string | null>(null);
  switch (presence.kind) {
    case 'nobody':
    case 'me':
      return null;
    case 'unknown':
      return (
        <span
          className="report-mark only-screen"
          title={
            presence.last === null
              ? t('report.theAgencyServerCantBeReached')
              : t('report.offlineLastKnownNameSinceTime', {
                  name: presence.last.name,
                  time: dayAndTime(presence.last.since, now, zone),
                })
          }
        >
          <CircleHelp className="tag-icon" aria-hidden />
          {t('report.cantSeeOtherViewersOffline')}
        </span>
      );
    case 'colleague':
      return (
        <span className="report-mark who-is-here only-screen">
          <Tag tone="accent" icon={Eye}>
            {t('report.nameHasThisOpen', { name: presence.name })}
          </Tag>
          <span>
            {t('report.since')} <DayTime at={presence.since} />
          </span>
          <Button
            className="button button-link"
            onPress={() => {
              setProblem(null);
              ask('claim.take', { id: report.id }).catch((thrown: unknown) =>
                setProblem(errorSentence(toAppError(thrown))),
              );
            }}
          >
            {t('report.takeOver')}
          </Button>
          {problem !== null && <span role="alert">{problem}</span>}
        </span>
      );
  }
}
