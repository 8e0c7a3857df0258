import { CircleHelp, Eye } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Report } from '#shared/domain/report.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { usePresence } from '../ui/presence.ts';
import { Tag } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/time.ts';

/** A colleague at the same report, and since when. It keeps nobody from anything. */
export function WhoIsHere({ report }: { report: Report }) {
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
          className="report-mark"
          title={
            presence.last === null
              ? t('The agency server cannot be asked now.')
              : t('The agency server cannot be asked now. Last known: {name}, since {time}.', {
                  name: presence.last.name,
                  time: dayAndTime(presence.last.since, now, zone),
                })
          }
        >
          <CircleHelp className="tag-icon" aria-hidden />
          {t('Not known who else is here')}
        </span>
      );
    case 'colleague':
      return (
        <span className="report-mark who-is-here">
          <Tag tone="accent" icon={Eye}>
            {t('{name} has this open', { name: presence.name })}
          </Tag>
          <span>
            {t('since')} <DayTime at={presence.since} />
          </span>
          <Button
            className="button button-link"
            onPress={() => {
              setProblem(null);
              ask('claim.take', { id: report.id }).catch((thrown: unknown) => setProblem(toAppError(thrown).message));
            }}
          >
            {t('Take over')}
          </Button>
          {problem !== null && <span role="alert">{problem}</span>}
        </span>
      );
  }
}
